package com.optalocal.accounts.application.device;

class InMemoryJoinTriesTest extends JoinTriesContract {
  private final JoinTries tries = new InMemoryJoinTries();

  @Override
  protected JoinTries tries() {
    return tries;
  }
}
