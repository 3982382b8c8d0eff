package com.optalocal.accounts.domain.redirect;

/// Where a browser may be sent. Only [RedirectPolicy] makes one from input, so that whoever holds
/// one need not ask again.
public final class Target {
  public static final Target HOME = new Target("/");

  private final String value;

  Target(String value) {
    this.value = value;
  }

  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Target that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return value;
  }
}
