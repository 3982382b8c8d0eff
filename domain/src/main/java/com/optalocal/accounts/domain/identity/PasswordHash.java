package com.optalocal.accounts.domain.identity;

import java.util.regex.Pattern;

/// An Argon2id hash in PHC form, parameters beside it: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
///
/// Not a key, yet worth guessing offline: it never prints.
public record PasswordHash(String phc) {
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=[1-9][0-9]{3,6},t=[1-9][0-9]?,p=[1-9]"
              + "\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");

  public PasswordHash {
    if (!FORM.matcher(phc).matches()) {
      throw new IllegalArgumentException("password hash has the wrong form");
    }
  }

  @Override
  public String toString() {
    return "PasswordHash[redacted]";
  }
}
