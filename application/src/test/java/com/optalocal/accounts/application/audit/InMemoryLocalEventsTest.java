package com.optalocal.accounts.application.audit;

class InMemoryLocalEventsTest extends LocalEventsContract {
  private final LocalEvents held = new InMemoryLocalEvents();

  @Override
  protected LocalEvents events() {
    return held;
  }
}
