package com.optalocal.accounts.domain;

import java.math.BigInteger;

/// Crockford's base 32: no I, L, O or U, so that people can copy it. Reading is lenient about case,
/// hyphens, spaces and the look-alikes; writing has one spelling.
public final class CrockfordBase32 {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private CrockfordBase32() {}

  /// `bytes` as one big-endian number in exactly ⌈bits ÷ 5⌉ digits.
  public static String encode(byte[] bytes) {
    BigInteger number = new BigInteger(1, bytes);
    int digits = (bytes.length * 8 + 4) / 5;
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits - 1; i >= 0; i--) {
      out.append(ALPHABET.charAt(number.shiftRight(5 * i).intValue() & 31));
    }
    return out.toString();
  }

  /// The inverse of [#encode] for `length` bytes.
  ///
  /// @throws IllegalArgumentException for a wrong digit, count or value out of range
  public static byte[] decode(String text, int length) {
    BigInteger number = BigInteger.ZERO;
    int expected = (length * 8 + 4) / 5;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '-' || c == ' ') {
        continue;
      }
      // the number grows with each digit: a megabyte of them would take hours
      if (++digits > expected) {
        throw new IllegalArgumentException("wrong number of base-32 digits");
      }
      number = number.shiftLeft(5).or(BigInteger.valueOf(digit(c)));
    }
    if (digits != expected || number.bitLength() > length * 8) {
      throw new IllegalArgumentException("wrong number of base-32 digits");
    }
    byte[] out = new byte[length];
    byte[] magnitude = number.toByteArray();
    for (int i = 0; i < Math.min(length, magnitude.length); i++) {
      out[length - 1 - i] = magnitude[magnitude.length - 1 - i];
    }
    return out;
  }

  private static int digit(char c) {
    char canonical =
        switch (c) {
          case 'o', 'O' -> '0';
          case 'i', 'I', 'l', 'L' -> '1';
          default -> c < 0x80 ? Character.toUpperCase(c) : c; // ſ would become S
        };
    int digit = ALPHABET.indexOf(canonical);
    if (digit < 0) {
      throw new IllegalArgumentException("not a base-32 digit");
    }
    return digit;
  }
}
