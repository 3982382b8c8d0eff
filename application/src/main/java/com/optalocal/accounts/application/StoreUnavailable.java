package com.optalocal.accounts.application;

/// A store cannot be reached, read or written now. Nothing was changed; safe to retry.
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
