package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.ProviderVisit;
import java.time.Instant;
import java.util.Optional;

public final class InMemoryProviderVisits implements ProviderVisits {
  private record Key(OrgId org, Hash state) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, ProviderVisit> visits;

  public InMemoryProviderVisits(InMemoryUnitOfWork work) {
    this.work = work;
    visits = work.table();
  }

  @Override
  public void add(OrgId org, ProviderVisit visit, Instant now) {
    work.atomically(() -> {
      visits.values(key -> key.org().equals(org)).stream()
          .filter(old -> old.isOver(now))
          .forEach(old -> visits.remove(new Key(org, old.state())));
      visits.put(new Key(org, visit.state()), visit);
      return visit;
    });
  }

  @Override
  public Optional<ProviderVisit> take(OrgId org, Hash state) {
    return work.atomically(() -> {
      Key key = new Key(org, state);
      Optional<ProviderVisit> found = visits.get(key);
      visits.remove(key);
      return found;
    });
  }
}
