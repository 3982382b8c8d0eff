package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryCredentialsTest extends CredentialsContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Credentials credentials() {
    return stores.credentials();
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
