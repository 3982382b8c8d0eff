package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.identity.Identities;
import com.optalocal.accounts.application.identity.IdentitiesContract;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteIdentitiesTest extends IdentitiesContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Identities identities() {
    return new SqliteIdentities(open.database());
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
