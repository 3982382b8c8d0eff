package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryProviderVisitsTest extends ProviderVisitsContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected ProviderVisits visits() {
    return stores.providerVisits();
  }

  @Override
  protected Users users() {
    return stores.users();
  }

  @Override
  protected Flows flows() {
    return stores.flows();
  }

  @Override
  protected OrgId otherOrganization() {
    return new OrgId("other");
  }
}
