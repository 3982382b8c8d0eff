package com.optalocal.accounts.domain.identity;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What makes a new password acceptable: length first (NIST SP 800-63B §5.1.1.2), no composition
/// rules, nothing obvious.
public final class PasswordRules {
  public static final int MIN_CHARACTERS = 10;

  private PasswordRules() {}

  /// Why a password is refused; the codes are GoTrue's `weak_password.reasons`.
  public enum Weakness {
    LENGTH("length"),
    PWNED("pwned"),
    CHARACTERS("characters");

    private final String code;

    Weakness(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /// Everything that is wrong with `password` for the owner of `email`, if they have one; empty if
  /// it may be used.
  public static Set<Weakness> weaknesses(Password password, Optional<Email> email) {
    return password
        .bytes()
        .use(bytes -> {
          // a String is unavoidable for Unicode rules; it lives for this call only
          String text = new String(bytes, StandardCharsets.UTF_8);
          EnumSet<Weakness> found = EnumSet.noneOf(Weakness.class);
          if (text.codePointCount(0, text.length()) < MIN_CHARACTERS) {
            found.add(Weakness.LENGTH);
          }
          if (text.codePoints().distinct().count() < 5) {
            found.add(Weakness.CHARACTERS);
          }
          String lower = text.toLowerCase(Locale.ROOT);
          if (email.filter(address -> names(address, lower)).isPresent()
              || OBVIOUS.stream().anyMatch(lower::equals)) {
            found.add(Weakness.PWNED);
          }
          return found;
        });
  }

  private static boolean names(Email address, String lower) {
    String whole = address.value();
    return lower.equals(whole) || lower.equals(whole.substring(0, whole.indexOf('@')));
  }

  private static final Set<String> OBVIOUS =
      Set.of(
          "1234567890",
          "0123456789",
          "12345678910",
          "qwertyuiop",
          "password12",
          "password123",
          "password1234",
          "iloveyou123",
          "administrator",
          "letmein1234",
          "welcome123",
          "correcthorsebatterystaple");
}
