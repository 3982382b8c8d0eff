package com.optalocal.accounts.domain.session;

/// How well a session's user was proven: by one factor, or by two.
public enum Aal {
  AAL1("aal1"),
  AAL2("aal2");

  private final String code;

  Aal(String code) {
    this.code = code;
  }

  /// As the `aal` claim spells it.
  public String code() {
    return code;
  }
}
