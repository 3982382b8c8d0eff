package com.optalocal.accounts.application.violations;

import com.optalocal.accounts.bootstrap.violations.SpeaksJavalin;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class KnowsBootstrap {
  private KnowsBootstrap() {}

  static boolean isOne(Object value) {
    return value instanceof SpeaksJavalin;
  }
}
