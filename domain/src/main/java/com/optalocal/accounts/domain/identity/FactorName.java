package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.SingleLine;

/// What its owner calls a factor or a passkey: 1–120 printable characters.
public record FactorName(String value) {
  public FactorName {
    value = SingleLine.require(value, 120, "friendly name");
  }

  @Override
  public String toString() {
    return value;
  }
}
