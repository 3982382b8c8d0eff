package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Tile;
import com.optalocal.accounts.domain.audit.TiledTree;
import com.optalocal.accounts.domain.note.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Lets the tree of a log grow to its last leaf, once a commit: whatever the commit's units have
/// appended is hashed into tiles together, so that one tile write serves many events. What is to be
/// done is read from the tables, so a unit that was undone, a commit that failed, another process
/// and a database of an earlier version need no care of their own.
///
/// Used by the writer's thread alone; the statements end with its connection.
final class GrowingTrees {
  private static final int DRAIN = 1 << 16;

  /// Spares a commit the reading of the right edge. Trusted only if the tables end with the same
  /// leaf at the same size.
  private final Map<AuditLogId, Edge> edges = new HashMap<>();

  private @Nullable Statements statements;

  private record Edge(TiledTree tree, Reach reach) {}

  private record Reach(long size, Hash last) {
    static final Reach NOTHING = new Reach(0, Hash.NONE);
  }

  private record Statements(
      Connection connection,
      PreparedStatement reach,
      PreparedStatement leaves,
      PreparedStatement tile,
      PreparedStatement put) {
    static Statements on(Connection connection) throws SQLException {
      return new Statements(
          connection,
          connection.prepareStatement("SELECT size, last FROM audit_tree WHERE org_id = ?"),
          connection.prepareStatement(
              """
              SELECT leaf_hash FROM audit_leaf
              WHERE org_id = ? AND leaf_index >= ? ORDER BY leaf_index
              """),
          connection.prepareStatement(
              """
              INSERT INTO audit_tile (org_id, level, tile_index, hashes) VALUES (?, ?, ?, ?)
              ON CONFLICT (org_id, level, tile_index) DO UPDATE SET hashes = excluded.hashes
              """),
          connection.prepareStatement(
              """
              INSERT INTO audit_tree (org_id, size, last) VALUES (?, ?, ?)
              ON CONFLICT (org_id) DO UPDATE SET size = excluded.size, last = excluded.last
              """));
    }
  }

  void grow(Handle handle, AuditLogId log) {
    try {
      Statements prepared = statements(handle.getConnection());
      Reach stored = reach(prepared.reach(), log);
      Edge edge = edges.remove(log);
      TiledTree tree =
          edge != null && edge.reach().equals(stored)
              ? edge.tree()
              : TiledTree.resume(stored.size(), id -> TreeRows.tile(handle, log, id));
      Hash last = append(prepared, log, tree, stored.last());
      if (tree.size() > stored.size()) {
        write(prepared.tile(), log, tree.drainChanged());
        Reach reach = new Reach(tree.size(), last);
        put(prepared.put(), log, reach);
        edges.put(log, new Edge(tree, reach));
      }
    } catch (SQLException e) {
      throw LeafWriter.refused(e);
    }
  }

  private static Reach reach(PreparedStatement query, AuditLogId log) throws SQLException {
    query.setString(1, log.value());
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? new Reach(row.getLong(1), Hash.of(row.getBytes(2))) : Reach.NOTHING;
    }
  }

  /// Appends what the tables hold beyond the tree, and answers the last leaf.
  private static Hash append(Statements prepared, AuditLogId log, TiledTree tree, Hash last)
      throws SQLException {
    PreparedStatement query = prepared.leaves();
    query.setString(1, log.value());
    query.setLong(2, tree.size());
    byte[] leaf = last.toByteArray();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        leaf = rows.getBytes(1);
        tree.append(leaf);
        if (tree.size() % DRAIN == 0) {
          write(prepared.tile(), log, tree.drainChanged());
        }
      }
    }
    return Hash.of(leaf);
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

  private static void put(PreparedStatement upsert, AuditLogId log, Reach reach)
      throws SQLException {
    upsert.setString(1, log.value());
    upsert.setLong(2, reach.size());
    upsert.setBytes(3, reach.last().toByteArray());
    int rows = upsert.executeUpdate();
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
}
