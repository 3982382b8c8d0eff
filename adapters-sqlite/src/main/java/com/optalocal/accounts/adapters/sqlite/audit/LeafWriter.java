package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.domain.audit.AuditLeaf;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.note.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
  private @Nullable Statements statements;

  private record Statements(
      Connection connection,
      PreparedStatement next,
      PreparedStatement leaf,
      PreparedStatement body) {
    static Statements on(Connection connection) throws SQLException {
      return new Statements(
          connection,
          connection.prepareStatement(
              "SELECT coalesce(max(leaf_index) + 1, 0) FROM audit_leaf WHERE org_id = ?"),
          connection.prepareStatement(
              """
              INSERT INTO audit_leaf (org_id, leaf_index, event_id, leaf, leaf_hash)
              VALUES (?, ?, ?, ?, ?)
              """),
          connection.prepareStatement(
              """
              INSERT INTO audit_body (org_id, leaf_index, position, field, value, salt, personal)
              VALUES (?, ?, ?, ?, ?, ?, 1)
              """));
    }
  }

  /// Appends `leaf`, which hashes to `hash`, to `log`, with its values beside it.
  void append(Handle handle, AuditLogId log, AuditLeaf leaf, Hash hash) {
    try {
      Statements prepared = statements(handle.getConnection());
      long index = next(prepared.next(), log);
      PreparedStatement insert = prepared.leaf();
      insert.setString(1, log.value());
      insert.setLong(2, index);
      insert.setString(3, leaf.id().value());
      insert.setString(4, leaf.text());
      insert.setBytes(5, hash.toByteArray());
      int rows = insert.executeUpdate();
      assert rows == 1;
      int position = 0;
      for (EventRecord.Reveal reveal : leaf.reveals()) {
        body(prepared.body(), log, index, position++, reveal);
      }
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static void body(
      PreparedStatement insert, AuditLogId log, long index, int position, EventRecord.Reveal reveal)
      throws SQLException {
    insert.setString(1, log.value());
    insert.setLong(2, index);
    insert.setInt(3, position);
    insert.setString(4, reveal.name());
    insert.setString(5, reveal.value());
    insert.setBytes(6, reveal.salt().toByteArray());
    int rows = insert.executeUpdate();
    assert rows == 1;
  }

  private static long next(PreparedStatement query, AuditLogId log) throws SQLException {
    query.setString(1, log.value());
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private Statements statements(Connection connection) throws SQLException {
    Statements known = statements;
    if (known == null || !known.connection().equals(connection)) {
      known = Statements.on(connection);
      statements = known;
    }
    return known;
  }

  /// As what JDBI throws, which the database's transaction knows how to read.
  static JdbiException refused(SQLException e) {
    return new UnableToExecuteStatementException(e, null);
  }
}
