package com.optalocal.accounts.adapters.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/// Brings a database to the newest schema that this program knows.
///
/// Flyway writes the schema and its history. Loading it costs more start-up time and memory than
/// everything else here together, so it is left alone when the history already ends with the newest
/// version. The price: an old migration that was edited afterwards goes unnoticed until the next
/// one arrives.
final class Migrations {
  private final Schema schema;
  private final Path file;

  /// @param file for messages only
  Migrations(Schema schema, Path file) {
    this.schema = schema;
    this.file = file;
  }

  /// @throws DatabaseUnusable if the database is newer than this program, is no database, or a
  ///   migration fails
  void apply(DataSource source) {
    int installed;
    try (Connection connection = source.getConnection()) {
      installed = installedVersion(connection);
    } catch (SQLException e) {
      throw Failures.isPassing(e) ? Failures.translate(e) : unusable(Failures.meaning(e), e);
    }
    if (installed > schema.newestVersion()) {
      throw new DatabaseUnusable(
          "the database file " + file + " was written by a newer version of this program");
    }
    if (installed < schema.newestVersion()) {
      migrate(source);
    }
  }

  private void migrate(DataSource source) {
    try {
      FlywayRun.migrate(source, schema);
    } catch (FlywayRun.MigrationFailed e) {
      throw unusable("it cannot be brought up to date", e);
    }
  }

  /// The newest version in the history; 0 where there is none, or where one of them failed.
  private static int installedVersion(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      try (ResultSet table =
          statement.executeQuery(
              "SELECT 1 FROM sqlite_master WHERE type = 'table'"
                  + " AND name = 'flyway_schema_history'")) {
        if (!table.next()) {
          return 0;
        }
      }
      try (ResultSet history =
          statement.executeQuery(
              "SELECT coalesce(max(CAST(version AS INTEGER)), 0), coalesce(min(success), 0)"
                  + " FROM flyway_schema_history WHERE version IS NOT NULL")) {
        history.next();
        return history.getBoolean(2) ? history.getInt(1) : 0;
      }
    }
  }

  private DatabaseUnusable unusable(String why, Throwable cause) {
    return new DatabaseUnusable("the database file " + file + " cannot be used: " + why, cause);
  }
}
