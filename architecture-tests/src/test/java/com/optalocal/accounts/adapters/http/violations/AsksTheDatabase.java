package com.optalocal.accounts.adapters.http.violations;

import java.sql.Connection;
import java.sql.SQLException;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class AsksTheDatabase {
  private AsksTheDatabase() {}

  static void close(Connection connection) throws SQLException {
    connection.close();
  }
}
