package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.application.InMemoryUnitOfWork;

class InMemoryCosignaturesTest extends CosignaturesContract {
  private final Cosignatures held = new InMemoryCosignatures(new InMemoryUnitOfWork());

  @Override
  protected Cosignatures cosignatures() {
    return held;
  }
}
