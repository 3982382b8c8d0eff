package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.MerkleProofs;
import com.optalocal.accounts.domain.audit.Tile;
import org.jdbi.v3.core.Handle;

/// The rows of a tree, read: its tiles, and how far they reach.
final class TreeRows {
  private TreeRows() {}

  /// How many leaves the tiles hold.
  static long size(Handle handle, AuditLogId log) {
    return handle
        .createQuery("SELECT size FROM audit_tree WHERE org_id = :log")
        .bind("log", log)
        .map(Row.as(row -> row.number("size")))
        .findOne()
        .orElse(0L);
  }

  /// Proofs and roots at any size that the tiles hold.
  static MerkleProofs proofs(Handle handle, AuditLogId log) {
    return new MerkleProofs(id -> tile(handle, log, id));
  }

  /// @throws IllegalArgumentException if the tile is not there, which the database reports as
  ///   damage
  static Tile tile(Handle handle, AuditLogId log, Tile.Id id) {
    return handle
        .createQuery(
            """
            SELECT hashes FROM audit_tile
            WHERE org_id = :log AND level = :level AND tile_index = :index
            """)
        .bind("log", log)
        .bind("level", id.level())
        .bind("index", id.index())
        .map(Row.as(row -> Tile.of(id, row.bytes("hashes").toByteArray())))
        .findOne()
        .orElseThrow(() -> new IllegalArgumentException("a tile of the audit log is missing"));
  }
}
