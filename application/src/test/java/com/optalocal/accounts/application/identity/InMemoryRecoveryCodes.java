package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Set;
import java.util.stream.Collectors;

public final class InMemoryRecoveryCodes implements RecoveryCodes {
  private record Person(OrgId org, UserId user) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Person, Set<Hash>> codes;

  public InMemoryRecoveryCodes(InMemoryUnitOfWork work) {
    this.work = work;
    codes = work.table();
  }

  @Override
  public void replace(OrgId org, UserId user, Set<Hash> fresh) {
    codes.put(new Person(org, user), Set.copyOf(fresh));
  }

  @Override
  public boolean use(OrgId org, UserId user, Hash code) {
    return work.atomically(() -> {
      Set<Hash> known = of(org, user);
      codes.put(
          new Person(org, user),
          known.stream().filter(one -> !one.equals(code)).collect(Collectors.toUnmodifiableSet()));
      return known.contains(code);
    });
  }

  @Override
  public int left(OrgId org, UserId user) {
    return of(org, user).size();
  }

  private Set<Hash> of(OrgId org, UserId user) {
    return codes.get(new Person(org, user)).orElse(Set.of());
  }
}
