package com.optalocal.accounts.adapters.sqlite.violations;

import java.util.UUID;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class DrawsRandomness {
  private DrawsRandomness() {}

  static UUID draw() {
    return UUID.randomUUID();
  }
}
