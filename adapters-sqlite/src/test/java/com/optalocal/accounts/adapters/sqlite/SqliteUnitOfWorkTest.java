package com.optalocal.accounts.adapters.sqlite;

import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.UnitOfWorkContract;
import com.optalocal.accounts.application.identity.Users;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteUnitOfWorkTest extends UnitOfWorkContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.portal();

  @Override
  protected UnitOfWork work() {
    return open.database().unitOfWork();
  }

  @Override
  protected Users users() {
    return new SqliteUsers(open.database());
  }
}
