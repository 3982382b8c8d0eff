package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.audit.AuditProofs;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.MerkleProofs;
import com.optalocal.accounts.domain.audit.Tile;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Proofs from stored tiles. The hash beside each record is the one that the tree holds, so that an
/// event whose row was changed behind the tree's back does not fit it.
public final class SqliteAuditProofs implements AuditProofs {
  private final SqliteDatabase database;
  private final LogSigner signer;

  /// @param database the portal's
  public SqliteAuditProofs(SqliteDatabase database, LogSigner signer) {
    this.database = database;
    this.signer = signer;
  }

  @Override
  public List<EventRecord> records(AuditLogId log, long from, int limit) {
    SqliteAuditTrail.requireLimit(limit);
    return database.readDurable(handle -> {
      long size = AuditRows.size(handle, log);
      Map<Long, Tile> tiles = new HashMap<>();
      List<EventRecord> records = new ArrayList<>();
      AuditRows.withValues(handle, log, from, limit)
          .forEach((leaf, reveals) -> {
            if (leaf.index() < size) {
              records.add(
                  new EventRecord(
                      leaf.index(),
                      hash(handle, log, leaf.index(), tiles),
                      Optional.of(leaf.text()),
                      reveals));
            }
          });
      return records;
    });
  }

  private static Hash hash(Handle handle, AuditLogId log, long index, Map<Long, Tile> tiles) {
    return tiles
        .computeIfAbsent(
            index / Tile.WIDTH, number -> TreeRows.tile(handle, log, new Tile.Id(0, number)))
        .hash((int) (index % Tile.WIDTH));
  }

  @Override
  public Optional<Long> indexOf(AuditLogId log, AuditEventId id) {
    return database.readDurable(handle -> AuditRows.indexOf(handle, log, id));
  }

  @Override
  public Optional<Note> checkpoint(AuditLogId log, long size) {
    return database
        .readDurable(handle ->
            size < 1 || size > AuditRows.size(handle, log)
                ? Optional.<Hash>empty()
                : Optional.of(TreeRows.proofs(handle, log).root(size)))
        .map(root -> signer.sign(log, size, root));
  }

  @Override
  public List<Hash> inclusion(AuditLogId log, long index, long size) {
    if (index >= size) {
      throw new IllegalArgumentException("the log has no such event or tree");
    }
    return inTree(log, index, size, (proofs, at) -> proofs.inclusion(at, size));
  }

  @Override
  public List<Hash> consistency(AuditLogId log, long from, long to) {
    return inTree(log, from, to, (proofs, at) -> proofs.consistency(at, to));
  }

  /// What a caller asks for amiss is no damage of the database, so it is checked before.
  private List<Hash> inTree(AuditLogId log, long at, long size, Proof proof) {
    Optional<List<Hash>> hashes =
        database.readDurable(handle ->
            at < 0 || at > size || size > AuditRows.size(handle, log)
                ? Optional.empty()
                : Optional.of(proof.of(TreeRows.proofs(handle, log), at)));
    return hashes.orElseThrow(
        () -> new IllegalArgumentException("the log has no such event or tree"));
  }

  @FunctionalInterface
  private interface Proof {
    List<Hash> of(MerkleProofs proofs, long at);
  }
}
