package com.optalocal.accounts.adapters.sqlite;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// The only class that touches Flyway, so that nothing of it is loaded where it is not run.
final class FlywayRun {
  private FlywayRun() {}

  /// @throws MigrationFailed if the database cannot be brought to the newest version
  static void migrate(DataSource source, Schema schema) throws MigrationFailed {
    try {
      Flyway.configure(FlywayRun.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:" + schema.folder())
          .loggers("slf4j")
          .failOnMissingLocations(true)
          .validateMigrationNaming(true)
          .cleanDisabled(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new MigrationFailed(e);
    }
  }

  static final class MigrationFailed extends Exception {
    private static final long serialVersionUID = 1L;

    MigrationFailed(Throwable cause) {
      super("a migration failed", cause);
    }
  }
}
