package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryPasskeysTest extends PasskeysContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Passkeys passkeys() {
    return stores.passkeys();
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
