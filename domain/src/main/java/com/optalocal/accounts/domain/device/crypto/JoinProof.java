package com.optalocal.accounts.domain.device.crypto;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.JoinWords;
import com.optalocal.accounts.domain.note.Note;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// Proves, both ways, that somebody who knows the six words carried them between two devices.
///
/// k = Argon2id(words, salt = request id, 64 MiB, t = 3). The request carries HMAC(k, `request` ‖
/// text of R), the answer HMAC(k, `reply` ‖ text of add). Deriving k takes a quarter of a second
/// and 64 MiB on purpose.
public final class JoinProof implements AutoCloseable {
  private static final int MEMORY_KIB = 65_536;
  private static final int PASSES = 3;
  private final SecretBytes key;

  private JoinProof(SecretBytes key) {
    this.key = key;
  }

  public static JoinProof derive(JoinWords words, JoinRequestId request) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(1)
            .withSalt(request.bytes().toByteArray())
            .build());
    byte[] out = new byte[32];
    return words
        .phrase()
        .use(phrase -> {
          generator.generateBytes(phrase, out);
          return new JoinProof(new SecretBytes(out));
        });
  }

  public ByteString ofRequest(Note request) {
    return tag("request", request);
  }

  public ByteString ofReply(Note add) {
    return tag("reply", add);
  }

  public boolean provesRequest(Note request, ByteString tag) {
    return isEqual(ofRequest(request), tag);
  }

  public boolean provesReply(Note add, ByteString tag) {
    return isEqual(ofReply(add), tag);
  }

  private ByteString tag(String purpose, Note note) {
    byte[] prefix = purpose.getBytes(StandardCharsets.US_ASCII);
    byte[] text = note.text().getBytes(StandardCharsets.UTF_8);
    return key.use(bytes -> {
      HMac hmac = new HMac(SHA256Digest.newInstance());
      hmac.init(new KeyParameter(bytes));
      hmac.update(prefix, 0, prefix.length);
      hmac.update(text, 0, text.length);
      byte[] out = new byte[hmac.getMacSize()];
      hmac.doFinal(out, 0);
      return ByteString.copyOf(out);
    });
  }

  private static boolean isEqual(ByteString expected, ByteString actual) {
    return MessageDigest.isEqual(expected.toByteArray(), actual.toByteArray());
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "JoinProof[redacted]";
  }
}
