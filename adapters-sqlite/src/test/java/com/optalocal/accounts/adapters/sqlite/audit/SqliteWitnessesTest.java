package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.audit.Witnesses;
import com.optalocal.accounts.application.audit.WitnessesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteWitnessesTest extends WitnessesContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.device();

  @Override
  protected Witnesses witnesses() {
    return new SqliteWitnesses(open.database());
  }
}
