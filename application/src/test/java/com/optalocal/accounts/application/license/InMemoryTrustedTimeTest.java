package com.optalocal.accounts.application.license;

class InMemoryTrustedTimeTest extends TrustedTimeContract {
  private final TrustedTime time = new InMemoryTrustedTime();

  @Override
  protected TrustedTime time() {
    return time;
  }
}
