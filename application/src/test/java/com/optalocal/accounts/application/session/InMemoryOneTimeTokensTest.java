package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryOneTimeTokensTest extends OneTimeTokensContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected OneTimeTokens tokens() {
    return stores.oneTimeTokens();
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
