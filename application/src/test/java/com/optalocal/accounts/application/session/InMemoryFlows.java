package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Flow;
import com.optalocal.accounts.domain.session.FlowId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

public final class InMemoryFlows implements Flows {
  private record Key(OrgId org, FlowId id) {}

  private final InMemoryUnitOfWork work;
  private final InMemoryTable<Key, Flow> flows;

  public InMemoryFlows(InMemoryUnitOfWork work) {
    this.work = work;
    flows = work.table();
  }

  @Override
  public void put(OrgId org, Flow flow, Instant now) {
    work.atomically(() -> {
      flows.values(key -> key.org().equals(org)).stream()
          .filter(old -> old.isOver(now.minus(Duration.ofDays(1))))
          .forEach(old -> remove(org, old.id()));
      flows.put(new Key(org, flow.id()), flow);
      return flow;
    });
  }

  @Override
  public Optional<Flow> find(OrgId org, FlowId id) {
    return flows.get(new Key(org, id));
  }

  @Override
  public Optional<Flow> findByCode(OrgId org, Hash code) {
    return flows.values(key -> key.org().equals(org)).stream()
        .filter(flow -> flow.code().filter(issued -> issued.hash().equals(code)).isPresent())
        .findFirst();
  }

  @Override
  public void remove(OrgId org, FlowId id) {
    flows.remove(new Key(org, id));
  }
}
