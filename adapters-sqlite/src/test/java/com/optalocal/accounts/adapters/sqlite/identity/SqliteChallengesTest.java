package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.identity.Challenges;
import com.optalocal.accounts.application.identity.ChallengesContract;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteChallengesTest extends ChallengesContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Challenges challenges() {
    return new SqliteChallenges(open.database());
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
