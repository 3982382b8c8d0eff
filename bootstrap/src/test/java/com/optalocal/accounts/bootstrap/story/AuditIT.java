package com.optalocal.accounts.bootstrap.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The audit log between a portal, two devices, files, and somebody who owns the portal's disk.
class AuditIT {
  private TwoDevices devices;

  @BeforeEach
  void prepare() {
    devices = TwoDevices.joined();
    devices.laptop.opta("account", "sync").succeeded();
    devices.desktop.opta("account", "sync").succeeded();
  }

  @AfterEach
  void cleanUp() {
    devices.close();
  }

  @Test
  void an_event_is_proven_exported_and_checked_offline_with_cosignatures() throws IOException {
    JsonValue.Fields verified = devices.laptop.opta("audit", "verify", "--json").succeeded().json();
    assertThat(verified.isTrue("genuine")).isTrue();
    String key = verified.text("key").orElseThrow();
    String witness = verified.text("witness").orElseThrow();
    String event =
        devices
            .laptop
            .opta("audit", "list", "--search", "device.added", "--json")
            .succeeded()
            .json()
            .objects("events")
            .getFirst()
            .text("id")
            .orElseThrow();
    String proof = devices.laptop.home().resolve("added.tlog-proof").toString();
    String export = devices.laptop.home().resolve("audit.txt").toString();
    devices.laptop.opta("audit", "prove", event, "--out", proof).succeeded();
    devices.laptop.opta("audit", "export", "--out", export).succeeded();
    devices.portal.stop();

    devices.laptop.opta("audit", "verify", proof).succeeded();
    devices.laptop.opta("audit", "verify", export).succeeded();
    devices.desktop.opta("audit", "verify", proof).succeeded();
    devices.laptop.opta("audit", "verify", proof, "--key", key, "--witness", witness).succeeded();
    String other = key.replace("/audit/default", "/audit/other");
    assertThat(devices.laptop.opta("audit", "verify", proof, "--key", other).exit()).isNotZero();
    Path bent = devices.laptop.home().resolve("bent.txt");
    Files.writeString(
        bent,
        Files.readString(Path.of(export)).replaceFirst("reveal user (\\S+) .", "reveal user $1 X"));
    Machine.Run altered = devices.laptop.opta("audit", "verify", bent.toString(), "--json");
    assertThat(altered.exit()).isEqualTo(7);
    assertThat(altered.out()).contains("value-altered");
  }

  @Test
  void an_event_that_was_rewritten_in_the_file_is_named() throws SQLException {
    execute("DROP TRIGGER audit_leaf_is_never_updated");
    execute(
        "UPDATE audit_leaf SET leaf = replace(leaf, 'vault.created', 'vault.revoked')"
            + " WHERE instr(leaf, 'vault.created') > 0");

    Machine.Run verify = devices.laptop.opta("audit", "verify", "--json");

    assertThat(verify.exit()).as(verify.err()).isEqualTo(7);
    assertThat(verify.out()).contains("event-rewritten", "was rewritten");
  }

  @Test
  void a_log_that_was_put_back_is_named_at_the_next_sync() throws IOException {
    Path file = devices.portal.folder().resolve("opta.db");
    devices.portal.stop();
    Path old = devices.portal.home().resolve("old.db");
    Files.copy(file, old);
    devices.portal.restart();
    devices.portal.signUp("ben@example.test", TwoDevices.PASSWORD);
    devices.laptop.opta("account", "sync").succeeded();
    devices.portal.stop();
    Files.copy(old, file, StandardCopyOption.REPLACE_EXISTING);
    devices.portal.restart();

    Machine.Run sync = devices.laptop.opta("account", "sync", "--json");

    assertThat(sync.exit()).as(sync.err()).isEqualTo(7);
    assertThat(sync.out()).containsAnyOf("audit_log_shrunk", "audit_log_forked");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:sqlite:" + devices.portal.folder().resolve("opta.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 5000");
      statement.execute(sql);
    }
  }
}
