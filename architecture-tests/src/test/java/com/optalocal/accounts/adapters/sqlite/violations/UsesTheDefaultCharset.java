package com.optalocal.accounts.adapters.sqlite.violations;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class UsesTheDefaultCharset {
  private UsesTheDefaultCharset() {}

  @SuppressWarnings("DefaultCharset")
  static byte[] bytes(String text) {
    return text.getBytes();
  }
}
