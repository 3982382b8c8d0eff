package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.UnitOfWork;

class InMemoryAuditBodiesTest extends AuditBodiesContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected UnitOfWork work() {
    return stores.work();
  }

  @Override
  protected AuditBodies bodies() {
    return stores.audit();
  }

  @Override
  protected AuditTrail audit() {
    return stores.audit();
  }

  @Override
  protected AuditProofs proofs() {
    return stores.audit();
  }
}
