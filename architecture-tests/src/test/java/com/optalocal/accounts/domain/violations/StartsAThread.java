package com.optalocal.accounts.domain.violations;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class StartsAThread {
  private StartsAThread() {}

  static void start(Runnable work) {
    Thread.ofVirtual().start(work);
  }
}
