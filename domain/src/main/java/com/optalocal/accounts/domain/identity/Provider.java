package com.optalocal.accounts.domain.identity;

import java.util.regex.Pattern;

/// What vouches for an identity, by the name that the operator configured: `email` and `phone` are
/// the portal itself, others are OpenID Connect providers such as `google`.
public record Provider(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_:-]{0,62}");

  public static final Provider EMAIL = new Provider("email");
  public static final Provider PHONE = new Provider("phone");

  public Provider {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("provider name has the wrong form");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
