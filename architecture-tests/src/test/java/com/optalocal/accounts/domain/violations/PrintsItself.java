package com.optalocal.accounts.domain.violations;

import com.optalocal.accounts.domain.SecretBytes;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class PrintsItself {
  private final SecretBytes bytes;

  PrintsItself(SecretBytes bytes) {
    this.bytes = bytes;
  }

  @Override
  public String toString() {
    return "PrintsItself of " + bytes.length();
  }
}
