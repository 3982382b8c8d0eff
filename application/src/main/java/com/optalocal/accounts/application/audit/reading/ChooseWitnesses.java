package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.audit.WitnessPolicies;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.WitnessPolicy;

/// Keeps, on this device alone, how many of which witnesses its person wants. A portal has no say
/// in it: it is what the witnesses watch.
public final class ChooseWitnesses {
  private final CurrentSession session;
  private final WitnessPolicies policies;

  public ChooseWitnesses(CurrentSession session, WitnessPolicies policies) {
    this.session = session;
    this.policies = policies;
  }

  /// @throws SessionRefused if nobody is signed in here
  public WitnessPolicy chosen() {
    return policies.of(user());
  }

  /// @throws SessionRefused if nobody is signed in here
  public void choose(WitnessPolicy policy) {
    policies.choose(user(), policy);
  }

  private UserId user() {
    return session.peek().orElseThrow(SessionRefused::new).issued().user().id();
  }
}
