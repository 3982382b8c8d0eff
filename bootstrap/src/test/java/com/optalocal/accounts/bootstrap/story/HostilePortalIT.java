package com.optalocal.accounts.bootstrap.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Somebody owns the portal's machine: its database, its key files, its logs.
class HostilePortalIT {
  private static final String SECRET = "sk-ant-Zq7-very-secret-value-0123456789";
  private TwoDevices devices;

  @BeforeEach
  void prepare() {
    devices = TwoDevices.joined();
    devices
        .laptop
        .optaWith(SECRET, "account", "keys", "push", "anthropic", "-", "--label", "work")
        .succeeded();
  }

  @AfterEach
  void cleanUp() {
    devices.close();
  }

  @Test
  void holds_no_plaintext_in_any_file_of_its_home() throws IOException {
    devices.desktop.opta("account", "sync").succeeded();
    devices
        .desktop
        .opta("run", "--", "sh", "-c", "test \"$ANTHROPIC_API_KEY\" = '" + SECRET + "'")
        .succeeded();
    assertThat(filesThatHold(devices.portal.home(), SECRET)).isEmpty();
    assertThat(filesThatHold(devices.portal.home(), TwoDevices.PASSWORD)).isEmpty();
    assertThat(filesThatHold(devices.portal.home(), "ANTHROPIC_API_KEY"))
        .as("the search does find what the portal may know")
        .isNotEmpty();
    assertThat(filesThatHold(devices.laptop.home(), SECRET)).as("the writer's own files").isEmpty();
    assertThat(filesThatHold(devices.desktop.home(), SECRET)).as("the reader's files").isEmpty();
  }

  private static List<Path> filesThatHold(Path folder, String text) throws IOException {
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    List<String> spellings =
        List.of(
            text,
            Base64.getEncoder().withoutPadding().encodeToString(plain),
            Base64.getUrlEncoder().withoutPadding().encodeToString(plain),
            java.util.HexFormat.of().formatHex(plain));
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> {
            try {
              String content = Files.readString(file, StandardCharsets.ISO_8859_1);
              return spellings.stream().anyMatch(content::contains);
            } catch (IOException gone) {
              return false;
            }
          })
          .toList();
    }
  }

  @Test
  void cannot_change_one_bit_of_a_stored_object_unnoticed() throws SQLException {
    devices.desktop.opta("account", "sync").succeeded();
    for (String[] place :
        new String[][] {
          {"vault_item", "note"},
          {"vault", "manifest"},
          {"vault_wrap", "note"},
          {"vault_statement", "note"}
        }) {
      flipAndExpectIntegrity(place[0], place[1]);
    }
    devices.desktop.opta("account", "sync").succeeded();
  }

  private void flipAndExpectIntegrity(String table, String column) throws SQLException {
    String before = read(table, column);
    int at = before.lastIndexOf("\n\n") - 10;
    char other = before.charAt(at) == 'A' ? 'B' : 'A';
    write(table, column, before, before.substring(0, at) + other + before.substring(at + 1));
    try {
      Machine.Run sync = devices.desktop.opta("account", "sync", "--json");
      assertThat(sync.exit()).as("%s: %s%s", table, sync.out(), sync.err()).isEqualTo(7);
      Machine.Run run = devices.desktop.opta("account", "keys", "list");
      assertThat(run.exit()).as("%s: %s", table, run.err()).isEqualTo(7);
      assertThat(run.out() + run.err()).doesNotContain("Exception", "\tat ");
    } finally {
      write(table, column, read(table, column), before);
    }
  }

  @Test
  void cannot_serve_an_older_state() throws IOException, SQLException {
    Path file = devices.portal.folder().resolve("opta.db");
    devices.portal.stop();
    Path old = devices.portal.home().resolve("old.db");
    Files.copy(file, old);
    devices.portal.restart();
    devices.laptop.optaWith("sk-new", "account", "keys", "push", "openai", "-").succeeded();
    devices.desktop.opta("account", "sync").succeeded();
    devices.portal.stop();
    Files.copy(old, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    devices.portal.restart();
    Machine.Run sync = devices.desktop.opta("account", "sync", "--json");
    assertThat(sync.exit()).as(sync.out() + sync.err()).isEqualTo(7);
    assertThat(sync.out() + sync.err()).contains("VaultRolledBack");
    JsonValue.Fields problem = sync.json();
    assertThat(problem.isTrue("ok")).isFalse();
  }

  private String read(String table, String column) throws SQLException {
    try (Connection connection = open();
        PreparedStatement select =
            connection.prepareStatement("SELECT " + column + " FROM " + table + " LIMIT 1");
        ResultSet rows = select.executeQuery()) {
      assertThat(rows.next()).as(table).isTrue();
      return rows.getString(1);
    }
  }

  private void write(String table, String column, String from, String to) throws SQLException {
    try (Connection connection = open();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE " + table + " SET " + column + " = ? WHERE " + column + " = ?")) {
      update.setString(1, to);
      update.setString(2, from);
      assertThat(update.executeUpdate()).as(table).isEqualTo(1);
    }
  }

  private Connection open() throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + devices.portal.folder().resolve("opta.db"));
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
    }
    return connection;
  }
}
