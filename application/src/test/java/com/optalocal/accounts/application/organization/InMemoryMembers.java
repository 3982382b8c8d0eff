package com.optalocal.accounts.application.organization;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import java.util.Optional;

public final class InMemoryMembers implements Members {
  private record Key(OrgId org, UserId user) {}

  private record Member(OrgId org, Role role) {}

  private final InMemoryTable<Key, Member> members;

  public InMemoryMembers(InMemoryUnitOfWork work) {
    members = work.table();
  }

  @Override
  public void put(OrgId org, UserId user, Role role) {
    members.put(new Key(org, user), new Member(org, role));
  }

  @Override
  public Optional<Role> role(OrgId org, UserId user) {
    return members.get(new Key(org, user)).map(Member::role);
  }

  @Override
  public boolean hasOwner(OrgId org) {
    return members.values().contains(new Member(org, Role.OWNER));
  }
}
