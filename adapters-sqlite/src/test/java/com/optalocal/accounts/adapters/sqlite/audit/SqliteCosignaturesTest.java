package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.audit.Cosignatures;
import com.optalocal.accounts.application.audit.CosignaturesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteCosignaturesTest extends CosignaturesContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected Cosignatures cosignatures() {
    return new SqliteCosignatures(open.database());
  }
}
