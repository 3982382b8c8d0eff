package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryRecoveryCodesTest extends RecoveryCodesContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected RecoveryCodes codes() {
    return stores.recoveryCodes();
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
