package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.WitnessPolicy;

/// Which witnesses each person on this device wants to have seen a checkpoint. Durable.
public interface WitnessPolicies {
  /// [WitnessPolicy#NONE] where nothing was chosen.
  WitnessPolicy of(UserId user);

  /// Replaces what was chosen before, wholly or not at all.
  void choose(UserId user, WitnessPolicy policy);
}
