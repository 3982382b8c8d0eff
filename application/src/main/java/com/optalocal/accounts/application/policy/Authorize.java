package com.optalocal.accounts.application.policy;

import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.policy.Capability;
import com.optalocal.accounts.domain.policy.Decision;

/// Answers every privileged door, on the portal and on devices. So far the built-in layer decides
/// alone; the other layers join here.
public final class Authorize {
  public Decision decide(Capability capability) {
    return BuiltInPolicy.POLICY.decide(capability);
  }
}
