package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.domain.audit.AuditLeaf;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.note.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// Writes leaves and bodies with statements that are compiled once. Every change of the portal
/// writes an event, and compiling the two inserts with their triggers anew each time took five
/// times as long as running them. Used by the writer's thread alone; the statements end with its
/// connection.
final class LeafWriter {
  /// Where the next event of a log goes; no row if the log has none yet.
  static final String NEXT =
      """
      SELECT coalesce(
        (SELECT max(place) + 1 FROM audit_leaf
         WHERE place >= number << 36 AND place < (number + 1) << 36),
        number << 36)
      FROM audit_log WHERE org_id = ?
      """;

  private @Nullable Statements statements;

  private record Statements(
      Connection connection,
      PreparedStatement log,
      PreparedStatement leaf,
      PreparedStatement body) {
    static Statements on(Connection connection) throws SQLException {
      return new Statements(
          connection,
          connection.prepareStatement("INSERT INTO audit_log (org_id) VALUES (?)"),
          // the place is found by the insert itself: asking first is one statement more for each
          connection.prepareStatement(
              "INSERT INTO audit_leaf (place, event_id, leaf, leaf_hash) SELECT ("
                  + NEXT
                  + ") AS next, ?, ?, ? WHERE next IS NOT NULL"),
          connection.prepareStatement(
              """
              INSERT INTO audit_body (place, field, value, salt, personal) VALUES (
                CASE WHEN ? THEN last_insert_rowid() << 4 ELSE last_insert_rowid() + 1 END,
                ?, ?, ?, 1)
              """));
    }
  }

  /// Appends `leaf`, which hashes to `hash`, to `log`, with its values beside it.
  void append(Handle handle, AuditLogId log, AuditLeaf leaf, Hash hash) {
    try {
      Statements prepared = statements(handle.getConnection());
      if (!append(prepared.leaf(), log, leaf, hash)) {
        prepared.log().setString(1, log.value());
        int given = prepared.log().executeUpdate();
        boolean appended = append(prepared.leaf(), log, leaf, hash);
        assert given == 1 && appended;
      }
      boolean first = true;
      for (EventRecord.Reveal reveal : leaf.reveals()) {
        body(prepared.body(), first, reveal);
        first = false;
      }
    } catch (SQLException e) {
      throw refused(e, forget());
    }
  }

  /// False if the log has no number yet. It is looked up each time: one that was given in a unit
  /// that is undone is given to another log.
  private static boolean append(PreparedStatement insert, AuditLogId log, AuditLeaf leaf, Hash hash)
      throws SQLException {
    insert.setString(1, log.value());
    insert.setString(2, leaf.id().value());
    insert.setString(3, leaf.text());
    insert.setBytes(4, hash.toByteArray());
    return insert.executeUpdate() == 1;
  }

  /// A value stands behind the row that was inserted last: its event's, or the value before.
  private static void body(PreparedStatement insert, boolean first, EventRecord.Reveal reveal)
      throws SQLException {
    insert.setBoolean(1, first);
    insert.setString(2, reveal.name());
    insert.setString(3, reveal.value());
    insert.setBytes(4, reveal.salt().toByteArray());
    int rows = insert.executeUpdate();
    assert rows == 1;
  }

  private Statements statements(Connection connection) throws SQLException {
    Statements known = statements;
    if (known == null || !known.connection().equals(connection)) {
      known = Statements.on(connection);
      statements = known;
    }
    return known;
  }

  private PreparedStatement[] forget() {
    Statements known = statements;
    statements = null;
    return known == null
        ? new PreparedStatement[0]
        : new PreparedStatement[] {known.log(), known.leaf(), known.body()};
  }

  /// As what JDBI throws, which the database's transaction knows how to read.
  ///
  /// @param used are closed, because the driver gives a statement up for good after some errors, as
  ///   after a full disk
  static JdbiException refused(SQLException e, PreparedStatement... used) {
    for (PreparedStatement statement : used) {
      try {
        statement.close();
      } catch (SQLException gone) {
        e.addSuppressed(gone);
      }
    }
    return new UnableToExecuteStatementException(e, null);
  }
}
