package com.optalocal.accounts.adapters.sqlite.violations;

import com.optalocal.accounts.adapters.http.violations.VaultService;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class KnowsAnotherAdapter {
  private KnowsAnotherAdapter() {}

  static boolean isOne(Object value) {
    return value instanceof VaultService;
  }
}
