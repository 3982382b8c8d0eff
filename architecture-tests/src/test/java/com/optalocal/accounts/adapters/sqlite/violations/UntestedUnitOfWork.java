package com.optalocal.accounts.adapters.sqlite.violations;

import com.optalocal.accounts.application.UnitOfWork;
import java.util.function.Supplier;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class UntestedUnitOfWork implements UnitOfWork {
  @Override
  public <T> T atomically(Supplier<T> work) {
    return work.get();
  }
}
