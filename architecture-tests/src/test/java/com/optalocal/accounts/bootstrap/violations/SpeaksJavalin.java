package com.optalocal.accounts.bootstrap.violations;

import io.javalin.Javalin;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class SpeaksJavalin {
  private SpeaksJavalin() {}

  static boolean isOne(Object value) {
    return value instanceof Javalin;
  }
}
