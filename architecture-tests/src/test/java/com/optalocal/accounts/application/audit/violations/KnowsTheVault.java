package com.optalocal.accounts.application.audit.violations;

import com.optalocal.accounts.domain.vault.SecretName;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class KnowsTheVault {
  private KnowsTheVault() {}

  static boolean isOne(Object value) {
    return value instanceof SecretName;
  }
}
