package com.optalocal.accounts.application.vault;

final class InMemoryLiveKeysTest extends LiveKeysContract {
  @Override
  protected LiveKeys emptyLiveKeys() {
    return new InMemoryLiveKeys();
  }
}
