package com.optalocal.accounts.application.license;

class InMemoryLicenseCacheTest extends LicenseCacheContract {
  private final LicenseCache cache = new InMemoryLicenseCache();

  @Override
  protected LicenseCache cache() {
    return cache;
  }
}
