package com.optalocal.accounts.adapters.sqlite.identity;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.identity.RecoveryCodes;
import com.optalocal.accounts.application.identity.RecoveryCodesContract;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteRecoveryCodesTest extends RecoveryCodesContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected RecoveryCodes codes() {
    return new SqliteRecoveryCodes(open.database());
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
