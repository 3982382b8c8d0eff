package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.domain.organization.OrgId;

class InMemoryMailboxTest extends MailboxContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected Mailbox mailbox() {
    return stores.mailbox();
  }

  @Override
  protected OrgId otherOrganization() {
    return new OrgId("other");
  }
}
