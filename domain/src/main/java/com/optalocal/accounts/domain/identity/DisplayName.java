package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.SingleLine;

/// What a person is called: 1–80 printable characters.
public record DisplayName(String value) {
  public DisplayName {
    value = SingleLine.require(value, 80, "name");
  }

  @Override
  public String toString() {
    return value;
  }
}
