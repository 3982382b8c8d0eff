package com.optalocal.accounts.application.vault;

class InMemoryVaultPinsTest extends VaultPinsContract {
  private final VaultPins pins = new InMemoryVaultPins();

  @Override
  protected VaultPins pins() {
    return pins;
  }
}
