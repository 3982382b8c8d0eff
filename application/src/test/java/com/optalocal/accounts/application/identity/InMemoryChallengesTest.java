package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryChallengesTest extends ChallengesContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Challenges challenges() {
    return stores.challenges();
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
