package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.identity.Passkeys;
import com.optalocal.accounts.application.identity.PasskeysContract;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqlitePasskeysTest extends PasskeysContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Passkeys passkeys() {
    return new SqlitePasskeys(open.database());
  }

  @Override
  protected Users users() {
    return new SqliteUsers(open.database());
  }

  @Override
  protected OrgId otherOrganization() {
    return open.otherOrganization();
  }
}
