package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryFactorsTest extends FactorsContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Factors factors() {
    return stores.factors();
  }

  @Override
  protected Users users() {
    return stores.users();
  }

  @Override
  protected OrgId otherOrganization() {
    return new OrgId("other");
  }
}
