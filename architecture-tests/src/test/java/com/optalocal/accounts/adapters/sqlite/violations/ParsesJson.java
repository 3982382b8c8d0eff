package com.optalocal.accounts.adapters.sqlite.violations;

import tools.jackson.core.JsonParser;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class ParsesJson {
  private ParsesJson() {}

  static boolean isOne(Object value) {
    return value instanceof JsonParser;
  }
}
