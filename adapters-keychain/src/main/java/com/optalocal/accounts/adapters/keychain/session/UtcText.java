package com.optalocal.accounts.adapters.keychain.session;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Instants as JavaScript writes them: `2026-03-04T09:41:03.000Z`. Done by hand because
/// `java.time.format` costs more at start-up than all else that `opta account status` does.
final class UtcText {
  private UtcText() {}

  /// To the millisecond; years 0 to 9999.
  static String of(Instant instant) {
    var time = instant.atOffset(ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(24);
    digits(text, time.getYear(), 4).append('-');
    digits(text, time.getMonthValue(), 2).append('-');
    digits(text, time.getDayOfMonth(), 2).append('T');
    digits(text, time.getHour(), 2).append(':');
    digits(text, time.getMinute(), 2).append(':');
    digits(text, time.getSecond(), 2).append('.');
    return digits(text, time.getNano() / 1_000_000, 3).append('Z').toString();
  }

  /// Reads it back, with 0 to 9 digits behind the second.
  ///
  /// @throws IllegalArgumentException for anything else
  static Instant parse(String text) {
    int end = text.length() - 1;
    boolean formed =
        end >= 19
            && text.charAt(4) == '-'
            && text.charAt(7) == '-'
            && text.charAt(10) == 'T'
            && text.charAt(13) == ':'
            && text.charAt(16) == ':'
            && text.charAt(end) == 'Z'
            && (end == 19 || (text.charAt(19) == '.' && end >= 21 && end <= 29));
    if (!formed) {
      throw new IllegalArgumentException("not an instant in UTC");
    }
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    if (hour > 23 || minute > 59 || second > 59) {
      throw new IllegalArgumentException("not a time of day");
    }
    try {
      long day =
          LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
      return Instant.ofEpochSecond(
          day * 86_400 + hour * 3600L + minute * 60L + second, end == 19 ? 0 : nanos(text, end));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a date", e);
    }
  }

  private static long nanos(String text, int end) {
    long nanos = number(text, 20, end);
    for (int digits = end - 20; digits < 9; digits++) {
      nanos *= 10;
    }
    return nanos;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new IllegalArgumentException("a digit is missing");
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private static StringBuilder digits(StringBuilder text, int number, int width) {
    String digits = Integer.toString(number);
    for (int i = digits.length(); i < width; i++) {
      text.append('0');
    }
    return text.append(digits);
  }
}
