package com.optalocal.accounts.adapters.sqlite;

import com.optalocal.accounts.application.StoreUnavailable;
import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Turns what SQLite and its libraries throw into what the ports declare.
///
/// JDBI's exceptions never become a cause: their messages may repeat the values that were bound.
final class Failures {
  private Failures() {}

  static RuntimeException translate(JdbiException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return translate(sql);
      }
    }
    return new IllegalStateException("a statement does not fit its values");
  }

  static RuntimeException translate(SQLException e) {
    return switch (primaryCode(e)) {
      case SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_RANGE, SQLITE_MISUSE, SQLITE_ERROR ->
          new IllegalStateException("the database refuses a row or a statement", e);
      default -> new StoreUnavailable(meaning(e), e);
    };
  }

  /// What is wrong with the database, for people.
  static String meaning(SQLException e) {
    return switch (primaryCode(e)) {
      case SQLITE_FULL -> "the disk or the database is full";
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> "another program holds the database";
      case SQLITE_CORRUPT -> "the database is damaged";
      case SQLITE_NOTADB -> "the file is not a database";
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> "the database must not be written";
      default -> "the database cannot be read or written";
    };
  }

  /// True if the same may work in a moment.
  static boolean isPassing(SQLException e) {
    return switch (primaryCode(e)) {
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> true;
      default -> false;
    };
  }

  /// A row that our values refuse: somebody else wrote it.
  static StoreUnavailable damagedRow(IllegalArgumentException e) {
    return new StoreUnavailable("the database holds a row that cannot be read", e);
  }

  private static SQLiteErrorCode primaryCode(SQLException e) {
    int code = e instanceof SQLiteException own ? own.getResultCode().code : e.getErrorCode();
    return SQLiteErrorCode.getErrorCode(code & 0xff);
  }
}
