package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.audit.LocalEvents;
import com.optalocal.accounts.application.audit.LocalEventsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteLocalEventsTest extends LocalEventsContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.device();

  @Override
  protected LocalEvents events() {
    return new SqliteLocalEvents(open.database());
  }
}
