package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Optional;

public final class InMemoryCredentials implements Credentials {
  private record Key(OrgId org, UserId user) {}

  private final InMemoryTable<Key, PasswordHash> passwords;

  public InMemoryCredentials(InMemoryUnitOfWork work) {
    passwords = work.table();
  }

  @Override
  public void setPassword(OrgId org, UserId user, PasswordHash hash) {
    passwords.put(new Key(org, user), hash);
  }

  @Override
  public void removePassword(OrgId org, UserId user) {
    passwords.remove(new Key(org, user));
  }

  @Override
  public Optional<PasswordHash> password(OrgId org, UserId user) {
    return passwords.get(new Key(org, user));
  }
}
