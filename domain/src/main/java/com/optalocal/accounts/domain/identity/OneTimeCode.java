package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Six digits for people to type. Worth a guess in a million, so whoever checks one counts.
public final class OneTimeCode {
  private static final int CODES = 1_000_000;
  private static final long FAIR = (1L << 32) / CODES * CODES;
  private static final int MAX_LENGTH = 64;

  private final SecretBytes digits;

  private OneTimeCode(String text) {
    digits = new SecretBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  public static OneTimeCode generate(RandomBytes random) {
    long number;
    do {
      number = ByteBuffer.wrap(random.next(4)).getInt() & 0xffff_ffffL;
    } while (number >= FAIR);
    String text = Long.toString(CODES + number % CODES);
    return new OneTimeCode(text.substring(1));
  }

  /// Whatever a caller presented; bounded, otherwise unchecked.
  public static OneTimeCode presented(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a one-time code has the wrong size");
    }
    return new OneTimeCode(text);
  }

  public SecretBytes digits() {
    return digits;
  }

  /// For the message that carries it.
  public String reveal() {
    return digits.use(lent -> new String(lent, StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "OneTimeCode[redacted]";
  }
}
