package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Tile;
import com.optalocal.accounts.domain.audit.TiledTree;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Lets the tree of a log grow, once a commit: each full tile that the commit's units have
/// completed is written, and what lies above it. The leaves of the unfinished tile stay where they
/// are, in their own rows, so that most commits write nothing here. What is to be done is read from
/// the tables, so a unit that was undone, a commit that failed, another process and a database of
/// an earlier version need no care of their own.
///
/// Used by the writer's thread alone; the statements end with its connection.
final class GrowingTrees {
  private static final int DRAIN = 1 << 16;

  private @Nullable Statements statements;

  private record Statements(
      Connection connection,
      PreparedStatement next,
      PreparedStatement tiles,
      PreparedStatement leaves,
      PreparedStatement put) {
    static Statements on(Connection connection) throws SQLException {
      return new Statements(
          connection,
          connection.prepareStatement(LeafWriter.NEXT),
          connection.prepareStatement(
              """
              SELECT coalesce(max(tile_index) + 1, 0) FROM audit_tile
              WHERE org_id = ? AND level = 0
              """),
          connection.prepareStatement(
              """
              SELECT leaf_hash FROM audit_leaf
              WHERE place >= ? AND place < ? ORDER BY place
              """),
          connection.prepareStatement(
              """
              INSERT INTO audit_tile (org_id, level, tile_index, hashes) VALUES (?, ?, ?, ?)
              ON CONFLICT (org_id, level, tile_index) DO UPDATE SET hashes = excluded.hashes
              """));
    }
  }

  void grow(Handle handle, AuditLogId log) {
    try {
      Statements prepared = statements(handle.getConnection());
      long next = number(prepared.next(), log);
      long events = LogPlaces.index(next);
      long full = events / Tile.WIDTH;
      long stored = number(prepared.tiles(), log);
      if (full > stored) {
        TiledTree tree =
            TiledTree.resume(stored * Tile.WIDTH, id -> TreeRows.tile(handle, log, id));
        append(prepared, log, tree, next - events, full * Tile.WIDTH);
      }
    } catch (SQLException e) {
      throw LeafWriter.refused(e, forget());
    }
  }

  /// 0 where nothing was ever appended.
  private static long number(PreparedStatement query, AuditLogId log) throws SQLException {
    query.setString(1, log.value());
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /// Appends the events up to number `end` of the log whose first stands at `first`.
  private static void append(
      Statements prepared, AuditLogId log, TiledTree tree, long first, long end)
      throws SQLException {
    PreparedStatement query = prepared.leaves();
    query.setLong(1, first + tree.size());
    query.setLong(2, first + end);
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        tree.append(rows.getBytes(1));
        if (tree.size() % DRAIN == 0) {
          write(prepared.put(), log, tree.drainChanged());
        }
      }
    }
    write(prepared.put(), log, tree.drainChanged());
  }

  private static void write(PreparedStatement upsert, AuditLogId log, List<Tile> tiles)
      throws SQLException {
    for (Tile tile : tiles) {
      upsert.setString(1, log.value());
      upsert.setInt(2, tile.id().level());
      upsert.setLong(3, tile.id().index());
      upsert.setBytes(4, tile.toByteArray());
      int rows = upsert.executeUpdate();
      assert rows == 1;
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

  private PreparedStatement[] forget() {
    Statements known = statements;
    statements = null;
    return known == null
        ? new PreparedStatement[0]
        : new PreparedStatement[] {known.next(), known.tiles(), known.leaves(), known.put()};
  }
}
