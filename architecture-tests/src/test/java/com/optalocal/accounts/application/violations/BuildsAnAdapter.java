package com.optalocal.accounts.application.violations;

import com.optalocal.accounts.adapters.http.violations.VaultService;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class BuildsAnAdapter {
  private BuildsAnAdapter() {}

  static Object build() {
    return new VaultService();
  }
}
