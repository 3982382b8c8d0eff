package com.optalocal.accounts.domain.identity.violations;

import com.optalocal.accounts.domain.session.violations.KnowsIdentity;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class KnowsSession {
  private KnowsSession() {}

  static boolean isOne(Object value) {
    return value instanceof KnowsIdentity;
  }
}
