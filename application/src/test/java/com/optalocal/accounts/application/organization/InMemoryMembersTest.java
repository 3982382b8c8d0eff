package com.optalocal.accounts.application.organization;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryMembersTest extends MembersContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Members members() {
    return stores.members();
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
