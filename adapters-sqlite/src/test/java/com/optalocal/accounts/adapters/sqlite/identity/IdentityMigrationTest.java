package com.optalocal.accounts.adapters.sqlite.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.identity.Metadata;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People who signed up before accounts knew more than an e-mail address keep everything.
class IdentityMigrationTest {
  @TempDir Path folder;

  @Test
  void an_account_with_its_session_and_vault_survives_the_new_table() throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("old.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA foreign_keys = ON");
      for (String older :
          new String[] {
            "V1__walking_skeleton",
            "V2__audit_tree",
            "V3__license",
            "V4__log_keys",
            "V5__audit_places"
          }) {
        statement.executeUpdate(script(older));
      }
      statement.executeUpdate(
          """
          INSERT INTO users VALUES ('default', 'u-1', 'zoë@example.com', 'Zoë "Z" O''Neil', 7000);
          INSERT INTO users VALUES ('default', 'u-2', 'ben@example.com', NULL, 8000);
          INSERT INTO member VALUES ('default', 'u-1', 'owner');
          INSERT INTO session VALUES ('default', 's-1', 'u-1', 9000, NULL, NULL);
          INSERT INTO vault VALUES ('default', 'u-1', 'm', zeroblob(32), zeroblob(32));
          """);

      connection.setAutoCommit(false);
      statement.executeUpdate(script("V10__identity"));
      connection.commit();

      assertThat(one(statement, "SELECT count(*) FROM pragma_foreign_key_check")).isEqualTo("0");
      assertThat(one(statement, "SELECT email FROM users WHERE user_id = 'u-1'"))
          .isEqualTo("zoë@example.com");
      assertThat(one(statement, "SELECT email_confirmed_at FROM users WHERE user_id = 'u-1'"))
          .isEqualTo("7000");
      assertThat(metadata(statement, "SELECT user_metadata FROM users WHERE user_id = 'u-1'"))
          .isEqualTo(Metadata.of("name", "Zoë \"Z\" O'Neil"));
      assertThat(metadata(statement, "SELECT user_metadata FROM users WHERE user_id = 'u-2'"))
          .isEqualTo(Metadata.EMPTY);
      assertThat(metadata(statement, "SELECT app_metadata FROM users WHERE user_id = 'u-2'"))
          .isEqualTo(
              Metadata.of("provider", "email").withTexts("providers", java.util.List.of("email")));
      assertThat(
              metadata(statement, "SELECT data FROM identity WHERE user_id = 'u-1'").text("email"))
          .contains("zoë@example.com");
      assertThat(one(statement, "SELECT proofs FROM session")).isEqualTo("password 9000");
      assertThat(one(statement, "SELECT count(*) FROM vault")).isEqualTo("1");
    }
  }

  private static String script(String name) throws IOException {
    try (InputStream sql =
        Objects.requireNonNull(
            IdentityMigrationTest.class.getResourceAsStream("/db/portal/" + name + ".sql"))) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Metadata metadata(Statement statement, String sql) throws SQLException {
    return Metadata.parse(one(statement, sql));
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
