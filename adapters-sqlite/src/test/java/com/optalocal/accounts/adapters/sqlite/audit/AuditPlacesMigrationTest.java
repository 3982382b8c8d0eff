package com.optalocal.accounts.adapters.sqlite.audit;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLeaf;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.TiledTree;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log as version 3 of the schema kept it: with its unfinished tile stored.
class AuditPlacesMigrationTest {
  private static final int EVENTS = 300;
  private static final AuditLogId LOG = DEFAULT.auditLog();
  private static final AuditLogId OTHER = new OrgId("a-first-one").auditLog();

  @TempDir Path folder;
  private final SeededRandom random = new SeededRandom(5);
  private final TiledTree tree = new TiledTree();

  @Test
  void events_values_removals_and_tree_are_those_from_before() throws SQLException {
    Path file = folder.resolve("portal.db");
    write(file);
    Hash root = tree.root();

    try (SqliteDatabase database = SqliteDatabase.openPortal(file)) {
      SigningKey key = SigningKey.generate(random);
      SqliteAuditTrail trail = new SqliteAuditTrail(database, key, "portal.example", random);
      trail.adopt(LOG);

      Checkpoint head = Checkpoint.parse(trail.checkpoint(LOG).orElseThrow());
      assertThat(head.size()).isEqualTo(EVENTS);
      assertThat(head.root()).isEqualTo(root);
      assertThat(trail.newest(LOG, Optional.of("ana"), 1000)).hasSize(EVENTS - 10);
      assertThat(trail.newest(OTHER, Optional.empty(), 1000))
          .extracting(AuditTrail.Entry::index)
          .containsExactly(0L);
      assertThat(rows(database, "SELECT level || '/' || length(hashes) FROM audit_tile"))
          .containsExactlyInAnyOrder("0/8192", "1/32");
      assertThat(
              rows(database, "SELECT name FROM sqlite_master WHERE name LIKE '%\\_3' ESCAPE '\\'"))
          .isEmpty();
      assertThat(rows(database, "PRAGMA foreign_key_check")).isEmpty();
      assertThat(rows(database, "PRAGMA integrity_check")).containsExactly("ok");

      trail.append(LOG, event());
      assertThat(Checkpoint.parse(trail.checkpoint(LOG).orElseThrow()).size())
          .isEqualTo(EVENTS + 1);
    }
  }

  private void write(Path file) throws SQLException {
    String url = "jdbc:sqlite:" + file;
    var migrated =
        Flyway.configure()
            .dataSource(url, null, null)
            .locations("classpath:db/portal")
            .target("3")
            .load()
            .migrate();
    assertThat(migrated.migrationsExecuted).isEqualTo(3);
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.executeUpdate("INSERT INTO organization (org_id) VALUES ('a-first-one')");
      event(connection, OTHER, 0);
      for (int i = 0; i < EVENTS; i++) {
        tree.append(event(connection, LOG, i).toByteArray());
      }
      tiles(connection);
      statement.executeUpdate(
          "INSERT INTO audit_tree SELECT org_id, leaf_index + 1, leaf_hash FROM audit_leaf"
              + " WHERE leaf_index = "
              + (EVENTS - 1));
      statement.executeUpdate("DROP TRIGGER audit_body_yields_to_a_recorded_removal");
      statement.executeUpdate(
          "DELETE FROM audit_body WHERE org_id = 'default' AND leaf_index < 10");
      connection.commit();
    }
  }

  private Hash event(Connection connection, AuditLogId log, int index) throws SQLException {
    AuditLeaf leaf = AuditLeaf.of(log, event(), random);
    try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO audit_leaf VALUES (?, ?, ?, ?, ?)");
        PreparedStatement body =
            connection.prepareStatement("INSERT INTO audit_body VALUES (?, ?, 0, ?, ?, ?, 1)")) {
      insert.setString(1, log.value());
      insert.setInt(2, index);
      insert.setString(3, leaf.id().value());
      insert.setString(4, leaf.text());
      insert.setBytes(5, leaf.hash().toByteArray());
      insert.executeUpdate();
      EventRecord.Reveal reveal = leaf.reveals().getFirst();
      body.setString(1, log.value());
      body.setInt(2, index);
      body.setString(3, reveal.name());
      body.setString(4, reveal.value());
      body.setBytes(5, reveal.salt().toByteArray());
      body.executeUpdate();
    }
    return leaf.hash();
  }

  private void tiles(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO audit_tile VALUES ('default', ?, ?, ?)")) {
      for (var tile : tree.drainChanged()) {
        insert.setInt(1, tile.id().level());
        insert.setLong(2, tile.id().index());
        insert.setBytes(3, tile.toByteArray());
        insert.executeUpdate();
      }
    }
  }

  private static AuditEvent event() {
    return AuditEvent.of(
        MovableClock.START, AuditAction.SESSION_OPENED, AuditField.personal("user", "ana"));
  }

  private static List<String> rows(SqliteDatabase database, String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
