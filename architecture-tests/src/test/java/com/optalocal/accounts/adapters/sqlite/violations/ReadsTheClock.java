package com.optalocal.accounts.adapters.sqlite.violations;

import java.time.Instant;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class ReadsTheClock {
  private ReadsTheClock() {}

  static Instant read() {
    return Instant.now();
  }
}
