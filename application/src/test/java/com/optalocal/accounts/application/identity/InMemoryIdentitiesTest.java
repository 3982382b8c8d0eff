package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryIdentitiesTest extends IdentitiesContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Identities identities() {
    return stores.identities();
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
