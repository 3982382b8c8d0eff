package com.optalocal.accounts.domain.device.crypto;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.AgreementKey;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/// The private half of an X25519 key, 32 bytes: opens what was sealed to it.
public final class AgreementSecret implements AutoCloseable {
  private final SecretBytes bytes;
  private final AgreementKey publicKey;

  /// Takes over `bytes`.
  public AgreementSecret(SecretBytes bytes) {
    if (bytes.length() != X25519PrivateKeyParameters.KEY_SIZE) {
      throw new IllegalArgumentException("an agreement secret is 32 bytes");
    }
    this.bytes = bytes;
    this.publicKey =
        bytes.use(lent ->
            new AgreementKey(
                ByteString.copyOf(
                    new X25519PrivateKeyParameters(lent).generatePublicKey().getEncoded())));
  }

  public static AgreementSecret generate(RandomBytes random) {
    return new AgreementSecret(random.secret(X25519PrivateKeyParameters.KEY_SIZE));
  }

  public AgreementKey publicKey() {
    return publicKey;
  }

  public SecretBytes bytes() {
    return bytes;
  }

  @Override
  public void close() {
    bytes.close();
  }

  @Override
  public String toString() {
    return "AgreementSecret[redacted]";
  }
}
