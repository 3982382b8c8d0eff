package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.application.identity.FactorsContract;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteFactorsTest extends FactorsContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Factors factors() {
    return new SqliteFactors(open.database());
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
