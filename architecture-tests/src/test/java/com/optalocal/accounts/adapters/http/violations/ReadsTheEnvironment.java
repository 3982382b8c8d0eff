package com.optalocal.accounts.adapters.http.violations;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class ReadsTheEnvironment {
  private ReadsTheEnvironment() {}

  static boolean isSet(String name) {
    return System.getenv(name) != null;
  }
}
