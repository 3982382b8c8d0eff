package com.optalocal.accounts.application;

import java.util.function.Supplier;

/// Makes several changes to a store one: all of them happen, durably, or none.
public interface UnitOfWork {
  /// Runs `change` with exclusive write access and returns its result once it is durable. If it
  /// throws, nothing it did remains and the exception comes out. A nested call joins the outer one.
  ///
  /// `change` must not wait for anything but the store: writers queue behind it.
  ///
  /// @throws StoreUnavailable if the store cannot be written; safe to retry
  <T> T atomically(Supplier<T> change);
}
