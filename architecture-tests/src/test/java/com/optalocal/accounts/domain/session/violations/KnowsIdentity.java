package com.optalocal.accounts.domain.session.violations;

import com.optalocal.accounts.domain.identity.violations.KnowsSession;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class KnowsIdentity {
  private KnowsIdentity() {}

  static boolean isOne(Object value) {
    return value instanceof KnowsSession;
  }
}
