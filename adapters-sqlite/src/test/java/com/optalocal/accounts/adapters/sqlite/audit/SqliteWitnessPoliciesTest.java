package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.audit.WitnessPolicies;
import com.optalocal.accounts.application.audit.WitnessPoliciesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteWitnessPoliciesTest extends WitnessPoliciesContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.device();

  @Override
  protected WitnessPolicies policies() {
    return new SqliteWitnessPolicies(open.database());
  }
}
