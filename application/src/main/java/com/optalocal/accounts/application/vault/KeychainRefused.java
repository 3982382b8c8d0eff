package com.optalocal.accounts.application.vault;

/// The OS keychain would not read or write one entry. Reported, and tried again at the next sync.
public final class KeychainRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KeychainRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
