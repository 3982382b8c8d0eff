package com.optalocal.accounts.domain.note.crypto;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519.Algorithm;

/// The private half of an Ed25519 key: a 32-byte seed that signs notes and never prints.
public final class SigningKey implements AutoCloseable {
  private final SecretBytes seed;
  private final VerificationKey verificationKey;

  /// Takes over `seed`, 32 bytes.
  public SigningKey(SecretBytes seed) {
    if (seed.length() != Ed25519PrivateKeyParameters.KEY_SIZE) {
      throw new IllegalArgumentException("a signing key is 32 bytes");
    }
    this.seed = seed;
    this.verificationKey =
        seed.use(bytes ->
            new VerificationKey(
                ByteString.copyOf(
                    new Ed25519PrivateKeyParameters(bytes).generatePublicKey().getEncoded())));
  }

  public static SigningKey generate(RandomBytes random) {
    return new SigningKey(random.secret(Ed25519PrivateKeyParameters.KEY_SIZE));
  }

  public VerificationKey verificationKey() {
    return verificationKey;
  }

  public ByteString sign(byte[] message) {
    return seed.use(bytes -> {
      byte[] signature = new byte[Ed25519PrivateKeyParameters.SIGNATURE_SIZE];
      new Ed25519PrivateKeyParameters(bytes)
          .sign(Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
      return ByteString.copyOf(signature);
    });
  }

  /// Signs `note` under the name of this key's fingerprint.
  public Note sign(Note note) {
    return signAs(verificationKey.fingerprint().toString(), note);
  }

  /// Signs `note` under another name, as transparency logs do with their origin.
  public Note signAs(String keyName, Note note) {
    ByteString signature = sign(note.text().getBytes(StandardCharsets.UTF_8));
    return note.with(NoteSignature.ed25519(keyName, verificationKey, signature));
  }

  /// A copy of the seed, to be kept by this machine's custody.
  public SecretBytes seed() {
    return seed.copy();
  }

  @Override
  public void close() {
    seed.close();
  }

  @Override
  public String toString() {
    return "SigningKey[redacted]";
  }
}
