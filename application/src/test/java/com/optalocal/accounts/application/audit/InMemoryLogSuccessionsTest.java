package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.application.UnitOfWork;

class InMemoryLogSuccessionsTest extends LogSuccessionsContract {
  private final InMemoryUnitOfWork work = new InMemoryUnitOfWork();
  private final LogSuccessions held = new InMemoryLogSuccessions(work);

  @Override
  protected LogSuccessions successions() {
    return held;
  }

  @Override
  protected UnitOfWork work() {
    return work;
  }
}
