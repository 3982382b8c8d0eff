package com.optalocal.accounts.domain.identity.crypto;

import com.optalocal.accounts.domain.crypto.ConstantTime;
import com.optalocal.accounts.domain.identity.TotpSecret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Time-based one-time codes (RFC 6238): SHA-1, six digits, 30 s, which is what every authenticator
/// app can do. SHA-1 is sound as an HMAC.
public final class Totp {
  public static final int DIGITS = 6;
  public static final int STEP_SECONDS = 30;

  /// The counter before any code was used.
  public static final long NEVER = -1;

  /// Clocks may be one step apart (RFC 6238 §5.2).
  private static final int WINDOW = 1;

  private static final int MODULUS = 1_000_000;

  private Totp() {}

  /// The time step whose code `typed` is, if that is the current one or a neighbor and later than
  /// `last`: a code that was accepted once is never accepted again. Looks at all of them each time.
  public static OptionalLong match(TotpSecret secret, String typed, Instant now, long last) {
    long current = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
    byte[] presented = typed.getBytes(StandardCharsets.UTF_8);
    OptionalLong found = OptionalLong.empty();
    for (long counter = current - WINDOW; counter <= current + WINDOW; counter++) {
      byte[] expected = code(secret, counter).getBytes(StandardCharsets.UTF_8);
      if (ConstantTime.equal(expected, presented) && counter > last) {
        found = OptionalLong.of(counter);
      }
    }
    return found;
  }

  /// The code of time step `counter` (RFC 4226 §5.3).
  public static String code(TotpSecret secret, long counter) {
    byte[] mac =
        secret.bytes().use(key -> hmacSha1(key, ByteBuffer.allocate(8).putLong(counter).array()));
    int offset = mac[mac.length - 1] & 0xf;
    int truncated = ByteBuffer.wrap(mac).getInt(offset) & 0x7fff_ffff;
    return String.format(Locale.ROOT, "%06d", truncated % MODULUS);
  }

  private static byte[] hmacSha1(byte[] key, byte[] message) {
    try {
      Mac hmac = Mac.getInstance("HmacSHA1");
      hmac.init(new SecretKeySpec(key, "HmacSHA1"));
      return hmac.doFinal(message);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }
}
