package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Optional;

public final class InMemoryUsers implements Users {
  private record Key(OrgId org, UserId id) {}

  private record Address(OrgId org, Email email) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, User> users;
  private final InMemoryTable<Address, User> addresses;

  public InMemoryUsers(InMemoryUnitOfWork work) {
    this.work = work;
    users = work.table();
    addresses = work.table();
  }

  @Override
  public boolean add(OrgId org, User user) {
    return work.atomically(() -> {
      if (!addresses.add(new Address(org, user.email()), user)) {
        return false;
      }
      users.put(new Key(org, user.id()), user);
      return true;
    });
  }

  @Override
  public Optional<User> find(OrgId org, UserId id) {
    return users.get(new Key(org, id));
  }

  @Override
  public Optional<User> findByEmail(OrgId org, Email email) {
    return addresses.get(new Address(org, email));
  }
}
