package com.optalocal.accounts.adapters.sqlite.violations;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class ChangesCaseByLocale {
  private ChangesCaseByLocale() {}

  @SuppressWarnings("StringCaseLocaleUsage")
  static String lower(String text) {
    return text.toLowerCase();
  }
}
