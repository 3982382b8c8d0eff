package com.optalocal.accounts.domain.redirect;

/// Where a browser may be sent. Only [RedirectPolicy] makes one from input.
public record Target(String value) {
  public static final Target HOME = new Target("/");

  @Override
  public String toString() {
    return value;
  }
}
