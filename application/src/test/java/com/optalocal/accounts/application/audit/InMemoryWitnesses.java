package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.domain.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What a device has seen, in memory.
public final class InMemoryWitnesses implements Witnesses {
  private final Map<UserId, Seen> seen = new ConcurrentHashMap<>();

  @Override
  public Optional<Seen> seen(UserId user) {
    return Optional.ofNullable(seen.get(user));
  }

  @Override
  public void advance(UserId user, Seen next) {
    Seen kept =
        seen.merge(
            user,
            next,
            (old, fresh) -> fresh.checkpoint().size() >= old.checkpoint().size() ? fresh : old);
    assert kept.checkpoint().size() >= next.checkpoint().size();
  }
}
