package com.optalocal.accounts.domain.license.crypto;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.crypto.ConstantTime;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Authenticates time marks: HMAC-SHA256 under HMAC-SHA256(device signing seed,
/// `opta-license-mark-key/v1`). The seed lies in this machine's custody, so that the key does too,
/// without another entry there (ADR 0013).
public final class MarkKey implements AutoCloseable {
  private static final byte[] LABEL =
      "opta-license-mark-key/v1".getBytes(StandardCharsets.US_ASCII);

  private final SecretBytes key;

  private MarkKey(SecretBytes key) {
    this.key = key;
  }

  /// The key of the device that holds `keys`.
  public static MarkKey of(DeviceKeys keys) {
    try (SecretBytes seed = keys.signing().seed()) {
      return new MarkKey(new SecretBytes(hmac(seed, LABEL)));
    }
  }

  public ByteString tag(String text) {
    return ByteString.copyOf(hmac(key, text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Compares in constant time.
  public boolean matches(String text, ByteString tag) {
    return ConstantTime.equal(tag(text).toByteArray(), tag.toByteArray());
  }

  private static byte[] hmac(SecretBytes key, byte[] message) {
    return key.use(bytes -> {
      try {
        Mac hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(bytes, "HmacSHA256"));
        return hmac.doFinal(message);
      } catch (NoSuchAlgorithmException | InvalidKeyException e) {
        throw new IllegalStateException("every JDK has HmacSHA256", e);
      }
    });
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "MarkKey[redacted]";
  }
}
