package com.optalocal.accounts.adapters.sqlite.organization;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.organization.Members;
import com.optalocal.accounts.application.organization.MembersContract;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteMembersTest extends MembersContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Members members() {
    return new SqliteMembers(open.database());
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
