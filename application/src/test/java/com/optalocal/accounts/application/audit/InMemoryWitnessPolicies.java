package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.WitnessPolicy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What people want, in memory.
public final class InMemoryWitnessPolicies implements WitnessPolicies {
  private final Map<UserId, WitnessPolicy> chosen = new ConcurrentHashMap<>();

  @Override
  public WitnessPolicy of(UserId user) {
    return chosen.getOrDefault(user, WitnessPolicy.NONE);
  }

  @Override
  public void choose(UserId user, WitnessPolicy policy) {
    chosen.put(user, policy);
  }
}
