package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryAuditTrailTest extends AuditTrailContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected AuditTrail audit() {
    return stores.audit();
  }

  @Override
  protected UnitOfWork work() {
    return stores.work();
  }

  @Override
  protected VerificationKey logKey() {
    return stores.logKey();
  }

  @Override
  protected String host() {
    return InMemoryPortalStores.HOST;
  }

  @Override
  protected OrgId otherOrganization() {
    return new OrgId("other");
  }
}
