package com.optalocal.accounts.application.audit;

class InMemoryWitnessesTest extends WitnessesContract {
  private final Witnesses held = new InMemoryWitnesses();

  @Override
  protected Witnesses witnesses() {
    return held;
  }
}
