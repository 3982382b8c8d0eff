package com.optalocal.accounts.adapters.sqlite.session;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.session.Sessions;
import com.optalocal.accounts.application.session.SessionsContract;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteSessionsTest extends SessionsContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Sessions sessions() {
    return new SqliteSessions(open.database());
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
