package com.optalocal.accounts.application.session;

final class InMemoryCustodyChoiceTest extends CustodyChoiceContract {
  @Override
  protected CustodyChoice freshChoice(CustodyChoice.KeychainState state) {
    return new InMemoryCustodyChoice(state);
  }

  @Override
  protected CustodyChoice restarted(CustodyChoice choice) {
    return ((InMemoryCustodyChoice) choice).restarted();
  }

  @Override
  protected void keepSomething(CustodyChoice choice) {
    ((InMemoryCustodyChoice) choice).keepSomething();
  }
}
