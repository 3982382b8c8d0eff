package com.optalocal.accounts.application.device;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

public final class InMemoryJoinRequests implements JoinRequests {
  private record Key(OrgId org, UserId user, JoinRequestId id) {}

  private record Row(OrgId org, UserId user, PendingJoin join) {}

  private final InMemoryTable<Key, Row> joins;

  public InMemoryJoinRequests(InMemoryUnitOfWork work) {
    joins = work.table();
  }

  @Override
  public void put(OrgId org, UserId user, PendingJoin join) {
    joins.put(new Key(org, user, join.request().id()), new Row(org, user, join));
  }

  @Override
  public Optional<PendingJoin> find(OrgId org, UserId user, JoinRequestId id) {
    return joins.get(new Key(org, user, id)).map(Row::join);
  }

  @Override
  public List<PendingJoin> list(OrgId org, UserId user) {
    return joins.values().stream()
        .filter(row -> row.org().equals(org) && row.user().equals(user))
        .map(Row::join)
        .sorted(Comparator.comparing(join -> join.request().created()))
        .toList();
  }

  @Override
  public void remove(OrgId org, UserId user, JoinRequestId id) {
    joins.remove(new Key(org, user, id));
  }
}
