package com.optalocal.accounts.adapters.sqlite.session;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.session.Flows;
import com.optalocal.accounts.application.session.ProviderVisits;
import com.optalocal.accounts.application.session.ProviderVisitsContract;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteProviderVisitsTest extends ProviderVisitsContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected ProviderVisits visits() {
    return new SqliteProviderVisits(open.database());
  }

  @Override
  protected Users users() {
    return new SqliteUsers(open.database());
  }

  @Override
  protected Flows flows() {
    return new SqliteFlows(open.database());
  }

  @Override
  protected OrgId otherOrganization() {
    return open.otherOrganization();
  }
}
