package com.optalocal.accounts.domain.identity;

import java.util.regex.Pattern;

/// A phone number in E.164 without its `+`: 7 to 15 digits, the first not zero. A leading `+`,
/// spaces, hyphens and brackets are taken off.
///
/// Personal data: it enters the audit log as a commitment only.
public record Phone(String value) {
  private static final int MAX_TYPED = 32;
  private static final Pattern DECORATION = Pattern.compile("^\\+|[ ()-]");
  private static final Pattern FORM = Pattern.compile("[1-9][0-9]{6,14}");

  public Phone {
    if (value.length() > MAX_TYPED) {
      throw malformed();
    }
    value = DECORATION.matcher(value.strip()).replaceAll("");
    if (!FORM.matcher(value).matches()) {
      throw malformed();
    }
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException("phone number has the wrong form");
  }

  @Override
  public String toString() {
    return value;
  }
}
