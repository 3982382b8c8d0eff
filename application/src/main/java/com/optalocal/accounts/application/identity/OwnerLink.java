package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;

/// The one-time right to become the first owner, printed by the operator's terminal at start. Lives
/// in memory: a restart makes a new one, and once there is an owner it opens nothing.
public final class OwnerLink {
  private final BearerSecret secret;

  public OwnerLink(RandomBytes random) {
    secret = BearerSecret.generate(random, "own_");
  }

  boolean isOpenedBy(BearerSecret presented) {
    return secret.constantTimeEquals(presented);
  }

  /// For the operator's terminal.
  public String reveal() {
    return secret.reveal();
  }
}
