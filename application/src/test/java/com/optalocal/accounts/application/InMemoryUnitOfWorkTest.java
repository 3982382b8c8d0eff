package com.optalocal.accounts.application;

import com.optalocal.accounts.application.identity.Users;

class InMemoryUnitOfWorkTest extends UnitOfWorkContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();

  @Override
  protected UnitOfWork work() {
    return stores.work();
  }

  @Override
  protected Users users() {
    return stores.users();
  }
}
