package com.optalocal.accounts.adapters.sqlite.vault;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.vault.Vaults;
import com.optalocal.accounts.application.vault.VaultsContract;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteVaultsTest extends VaultsContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Vaults vaults() {
    return new SqliteVaults(open.database());
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
