package com.optalocal.accounts.domain.violations;

import com.optalocal.accounts.application.UnitOfWork;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class KnowsTheApplication {
  private KnowsTheApplication() {}

  static boolean isPort(Object value) {
    return value instanceof UnitOfWork;
  }
}
