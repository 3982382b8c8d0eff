package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.application.InMemoryPortalStores;

class InMemoryAuditProofsTest extends AuditProofsContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected AuditTrail audit() {
    return stores.audit();
  }

  @Override
  protected AuditProofs proofs() {
    return stores.audit();
  }
}
