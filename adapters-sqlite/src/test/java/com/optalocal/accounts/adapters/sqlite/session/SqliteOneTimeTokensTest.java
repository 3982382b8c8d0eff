package com.optalocal.accounts.adapters.sqlite.session;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.session.OneTimeTokens;
import com.optalocal.accounts.application.session.OneTimeTokensContract;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteOneTimeTokensTest extends OneTimeTokensContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected OneTimeTokens tokens() {
    return new SqliteOneTimeTokens(open.database());
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
