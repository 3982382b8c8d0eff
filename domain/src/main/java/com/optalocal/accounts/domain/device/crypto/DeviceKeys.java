package com.optalocal.accounts.domain.device.crypto;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.PublicKeys;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Both private keys of a device (or of a recovery key): Ed25519 to sign, X25519 to open.
public final class DeviceKeys implements AutoCloseable {
  private static final int HALF = 32;
  private final SigningKey signing;
  private final AgreementSecret agreement;

  public DeviceKeys(SigningKey signing, AgreementSecret agreement) {
    this.signing = signing;
    this.agreement = agreement;
  }

  public static DeviceKeys generate(RandomBytes random) {
    return new DeviceKeys(SigningKey.generate(random), AgreementSecret.generate(random));
  }

  /// Reads what [#export] wrote; takes over `exported`.
  public static DeviceKeys restore(SecretBytes exported) {
    try (exported) {
      if (exported.length() != 2 * HALF) {
        throw new IllegalArgumentException("device keys are 64 bytes");
      }
      return exported.use(bytes ->
          new DeviceKeys(
              new SigningKey(new SecretBytes(Arrays.copyOf(bytes, HALF))),
              new AgreementSecret(new SecretBytes(Arrays.copyOfRange(bytes, HALF, 2 * HALF)))));
    }
  }

  /// 64 bytes for this machine's custody: signing seed, then agreement secret.
  public SecretBytes export() {
    try (SecretBytes seed = signing.seed()) {
      return seed.use(first ->
          agreement
              .bytes()
              .use(second ->
                  new SecretBytes(ByteBuffer.allocate(2 * HALF).put(first).put(second).array())));
    }
  }

  public PublicKeys publicKeys() {
    return new PublicKeys(signing.verificationKey(), agreement.publicKey());
  }

  public SigningKey signing() {
    return signing;
  }

  public AgreementSecret agreement() {
    return agreement;
  }

  @Override
  public void close() {
    signing.close();
    agreement.close();
  }

  @Override
  public String toString() {
    return "DeviceKeys[redacted]";
  }
}
