package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.identity.Credentials;
import com.optalocal.accounts.application.identity.CredentialsContract;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteCredentialsTest extends CredentialsContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Credentials credentials() {
    return new SqliteCredentials(open.database());
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
