package com.optalocal.accounts.domain.policy;

import java.util.regex.Pattern;

/// A permission's name, as in `key_export`.
public record Capability(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{1,63}");

  public Capability {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("capability has the wrong form");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
