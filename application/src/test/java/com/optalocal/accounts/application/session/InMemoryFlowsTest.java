package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryFlowsTest extends FlowsContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Flows flows() {
    return stores.flows();
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
