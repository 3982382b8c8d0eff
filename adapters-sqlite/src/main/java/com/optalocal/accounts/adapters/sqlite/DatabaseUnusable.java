package com.optalocal.accounts.adapters.sqlite;

/// A database file that this program cannot work with, and that trying again does not mend. The
/// message is for the person who started the program.
public final class DatabaseUnusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseUnusable(String message) {
    super(message);
  }

  DatabaseUnusable(String message, Throwable cause) {
    super(message, cause);
  }
}
