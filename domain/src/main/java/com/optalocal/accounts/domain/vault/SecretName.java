package com.optalocal.accounts.domain.vault;

import java.util.regex.Pattern;

/// Names a secret, as an environment variable would: `[A-Z][A-Z0-9_]{0,127}`. Known to the portal.
public record SecretName(String value) implements Comparable<SecretName> {
  private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{0,127}");

  public SecretName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a key name has 1 to 128 of A-Z, 0-9 and _, and begins with a letter");
    }
  }

  @Override
  public int compareTo(SecretName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
