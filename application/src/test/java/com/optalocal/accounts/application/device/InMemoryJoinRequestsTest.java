package com.optalocal.accounts.application.device;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryJoinRequestsTest extends JoinRequestsContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected JoinRequests joins() {
    return stores.joinRequests();
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
