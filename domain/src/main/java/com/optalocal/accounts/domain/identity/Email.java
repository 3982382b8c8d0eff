package com.optalocal.accounts.domain.identity;

import java.util.Locale;
import java.util.regex.Pattern;

/// An e-mail address in lower case: one `@`, a dotted domain, no quoting, at most 254 characters.
///
/// Personal data: it enters the audit log as a commitment only.
public record Email(String value) {
  private static final Pattern FORM =
      Pattern.compile(
          "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*"
              + "@([\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+"
              + "[\\p{L}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])");

  public Email {
    value = value.strip().toLowerCase(Locale.ROOT);
    if (value.length() > 254 || value.indexOf('@') > 64 || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("e-mail address has the wrong form");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
