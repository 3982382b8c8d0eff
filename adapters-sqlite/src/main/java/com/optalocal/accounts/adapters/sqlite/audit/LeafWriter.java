package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.domain.audit.AuditLeaf;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.note.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
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
      PreparedStatement next,
      PreparedStatement log,
      PreparedStatement leaf,
      PreparedStatement body) {
    static Statements on(Connection connection) throws SQLException {
      return new Statements(
          connection,
          connection.prepareStatement(NEXT),
          connection.prepareStatement("INSERT INTO audit_log (org_id) VALUES (?)"),
          connection.prepareStatement(
              """
              INSERT INTO audit_leaf (place, event_id, leaf, leaf_hash) VALUES (?, ?, ?, ?)
              """),
          connection.prepareStatement(
              """
              INSERT INTO audit_body (place, field, value, salt, personal)
              VALUES (?, ?, ?, ?, 1)
              """));
    }
  }

  /// Appends `leaf`, which hashes to `hash`, to `log`, with its values beside it.
  void append(Handle handle, AuditLogId log, AuditLeaf leaf, Hash hash) {
    try {
      Statements prepared = statements(handle.getConnection());
      long place = next(prepared, log);
      PreparedStatement insert = prepared.leaf();
      insert.setLong(1, place);
      insert.setString(2, leaf.id().value());
      insert.setString(3, leaf.text());
      insert.setBytes(4, hash.toByteArray());
      run(insert);
      long value = LogPlaces.values(place);
      for (EventRecord.Reveal reveal : leaf.reveals()) {
        body(prepared.body(), value++, reveal);
      }
    } catch (SQLException e) {
      throw refused(e);
    }
  }

  private static void body(PreparedStatement insert, long place, EventRecord.Reveal reveal)
      throws SQLException {
    insert.setLong(1, place);
    insert.setString(2, reveal.name());
    insert.setString(3, reveal.value());
    insert.setBytes(4, reveal.salt().toByteArray());
    run(insert);
  }

  // asked each time: a number that was given in a unit that is undone is given to another log
  private static long next(Statements prepared, AuditLogId log) throws SQLException {
    OptionalLong place = next(prepared.next(), log);
    if (place.isEmpty()) {
      prepared.log().setString(1, log.value());
      run(prepared.log());
      place = next(prepared.next(), log);
    }
    return place.orElseThrow();
  }

  /// What [#NEXT] answers.
  static OptionalLong next(PreparedStatement query, AuditLogId log) throws SQLException {
    query.setString(1, log.value());
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
    }
  }

  private static void run(PreparedStatement insert) throws SQLException {
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

  /// As what JDBI throws, which the database's transaction knows how to read.
  static JdbiException refused(SQLException e) {
    return new UnableToExecuteStatementException(e, null);
  }
}
