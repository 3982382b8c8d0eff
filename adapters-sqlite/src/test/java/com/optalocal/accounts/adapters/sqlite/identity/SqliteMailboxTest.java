package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.identity.Mailbox;
import com.optalocal.accounts.application.identity.MailboxContract;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteMailboxTest extends MailboxContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Mailbox mailbox() {
    return new SqliteMailbox(open.database());
  }

  @Override
  protected OrgId otherOrganization() {
    return open.otherOrganization();
  }
}
