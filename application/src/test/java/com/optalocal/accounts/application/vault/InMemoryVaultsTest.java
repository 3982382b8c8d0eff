package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryVaultsTest extends VaultsContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Vaults vaults() {
    return stores.vaults();
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
