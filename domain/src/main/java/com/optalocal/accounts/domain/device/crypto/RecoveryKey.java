package com.optalocal.accounts.domain.device.crypto;

import com.optalocal.accounts.domain.CrockfordBase32;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/// 256 random bits on paper that can act as a device.
///
/// Written as Crockford base 32 in groups of four: 32 bytes of key and 3 bytes of checksum (SHA-256
/// of the key), 56 digits. Keys: HKDF-SHA256, salt `opta-recovery-v1`, info `x25519` and `ed25519`
/// (RFC 5869).
public final class RecoveryKey implements AutoCloseable {
  private static final int KEY = 32;
  private static final int CHECK = 3;
  private static final byte[] SALT = "opta-recovery-v1".getBytes(StandardCharsets.US_ASCII);
  private final SecretBytes bytes;

  private RecoveryKey(SecretBytes bytes) {
    this.bytes = bytes;
  }

  public static RecoveryKey generate(RandomBytes random) {
    return new RecoveryKey(random.secret(KEY));
  }

  /// Reads what somebody typed from the sheet.
  ///
  /// @throws IllegalArgumentException if a digit, the length or the checksum is wrong
  public static RecoveryKey typed(String text) {
    byte[] both = CrockfordBase32.decode(text, KEY + CHECK);
    byte[] key = Arrays.copyOf(both, KEY);
    if (!Arrays.equals(Arrays.copyOfRange(both, KEY, KEY + CHECK), checksum(key))) {
      throw new IllegalArgumentException("the recovery key's checksum is wrong");
    }
    Arrays.fill(both, (byte) 0);
    return new RecoveryKey(new SecretBytes(key));
  }

  /// The private keys that this recovery key stands for.
  public DeviceKeys keys() {
    return new DeviceKeys(new SigningKey(derive("ed25519")), new AgreementSecret(derive("x25519")));
  }

  /// For the one place that shows it.
  public String reveal() {
    return bytes.use(key ->
        CrockfordBase32.encode(ByteBuffer.allocate(KEY + CHECK).put(key).put(checksum(key)).array())
            .replaceAll("(.{4})(?=.)", "$1-"));
  }

  private SecretBytes derive(String info) {
    return bytes.use(key -> {
      HKDFBytesGenerator hkdf = new HKDFBytesGenerator(SHA256Digest.newInstance());
      hkdf.init(new HKDFParameters(key, SALT, info.getBytes(StandardCharsets.US_ASCII)));
      byte[] out = new byte[KEY];
      hkdf.generateBytes(out, 0, out.length);
      return new SecretBytes(out);
    });
  }

  private static byte[] checksum(byte[] key) {
    return Arrays.copyOf(Sha256.of(key).toByteArray(), CHECK);
  }

  @Override
  public void close() {
    bytes.close();
  }

  @Override
  public String toString() {
    return "RecoveryKey[redacted]";
  }
}
