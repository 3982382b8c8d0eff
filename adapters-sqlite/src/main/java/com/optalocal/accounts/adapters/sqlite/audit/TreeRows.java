package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.MerkleProofs;
import com.optalocal.accounts.domain.audit.Tile;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The rows of a tree, read as tiles.
final class TreeRows {
  private TreeRows() {}

  /// Proofs and roots at any size that the tiles hold.
  static MerkleProofs proofs(Handle handle, AuditLogId log) {
    return new MerkleProofs(id -> tile(handle, log, id));
  }

  /// A tile of level 0 that is not full has no row: its hashes stand beside its events.
  ///
  /// @throws IllegalArgumentException if the tile is not there, which the database reports as
  ///   damage
  static Tile tile(Handle handle, AuditLogId log, Tile.Id id) {
    return stored(handle, log, id)
        .or(() -> id.level() == 0 ? unfinished(handle, log, id) : Optional.empty())
        .orElseThrow(() -> new IllegalArgumentException("a tile of the audit log is missing"));
  }

  private static Optional<Tile> stored(Handle handle, AuditLogId log, Tile.Id id) {
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
        .findOne();
  }

  private static Optional<Tile> unfinished(Handle handle, AuditLogId log, Tile.Id id) {
    LogPlaces places = LogPlaces.of(handle, log);
    List<ByteString> hashes =
        handle
            .createQuery(
                """
                SELECT leaf_hash FROM audit_leaf
                WHERE place >= :first AND place < :end ORDER BY place
                """)
            .bind("first", places.at(id.index() * Tile.WIDTH))
            .bind("end", places.at((id.index() + 1) * Tile.WIDTH))
            .map(Row.as(row -> row.bytes("leaf_hash")))
            .list();
    // a full one has its row, or had it
    if (hashes.isEmpty() || hashes.size() == Tile.WIDTH) {
      return Optional.empty();
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    hashes.forEach(hash -> joined.writeBytes(hash.toByteArray()));
    return Optional.of(Tile.of(id, joined.toByteArray()));
  }
}
