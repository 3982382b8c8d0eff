package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.SingleLine;

/// What a person calls a device: 1–64 printable characters, as in `mbp-14`.
public record DeviceName(String value) {
  public DeviceName {
    value = SingleLine.require(value, 64, "device name");
  }

  @Override
  public String toString() {
    return value;
  }
}
