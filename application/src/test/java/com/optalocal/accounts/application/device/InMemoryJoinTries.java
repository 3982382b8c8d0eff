package com.optalocal.accounts.application.device;

import com.optalocal.accounts.domain.device.JoinRequestId;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryJoinTries implements JoinTries {
  private final Map<JoinRequestId, Integer> wrong = new ConcurrentHashMap<>();

  @Override
  public int wrong(JoinRequestId request) {
    return wrong.getOrDefault(request, 0);
  }

  @Override
  public int countWrong(JoinRequestId request, Instant now) {
    return wrong.merge(request, 1, Integer::sum);
  }
}
