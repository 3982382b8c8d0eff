package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditEventIds;
import com.optalocal.accounts.domain.audit.AuditLeaf;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The log of each organization: leaf and body of an event are written in the unit of work of the
/// change that it records, and the tree grows in the same commit (ADR 0014).
///
/// A checkpoint is signed when somebody asks and the log has grown. It covers durable events only
/// and never shrinks; the same state always yields the same note.
public final class SqliteAuditTrail implements AuditTrail {
  private final SqliteDatabase database;
  private final LogSigner signer;
  private final RandomBytes random;
  private final AuditEventIds ids;
  private final LeafWriter writer = new LeafWriter();
  private final GrowingTrees trees = new GrowingTrees();

  private record Signed(long size, Note note) {}

  private record State(long size, Optional<Hash> newRoot, Optional<Signed> signed) {}

  /// @param database the portal's
  public SqliteAuditTrail(SqliteDatabase database, LogSigner signer, RandomBytes random) {
    this.database = database;
    this.signer = signer;
    this.random = random;
    ids = new AuditEventIds(random);
  }

  /// @param logKey signs checkpoints; stays the caller's
  /// @param host the portal's authority, which begins the origin of its logs
  public SqliteAuditTrail(
      SqliteDatabase database, SigningKey logKey, String host, RandomBytes random) {
    this(database, new LogSigner(logKey, host), random);
  }

  /// Builds the tree of a log that an earlier version wrote, and holds any log against the last
  /// checkpoint that was signed over it. Call it before anything is appended.
  ///
  /// @throws StoreUnavailable if the events are not those that were signed
  public void adopt(AuditLogId log) {
    Optional<StoreUnavailable> refused =
        database.write(handle -> {
          long events = AuditRows.size(handle, log);
          trees.grow(handle, log);
          return stored(handle, log)
              .map(signed -> Checkpoint.parse(signed.note()))
              .filter(signed ->
                  signed.size() > events
                      || !TreeRows.proofs(handle, log).root(signed.size()).equals(signed.root()))
              .map(signed ->
                  new StoreUnavailable(
                      "the audit log is not the one that its checkpoint was signed over",
                      new IllegalStateException("the roots differ")));
        });
    refused.ifPresent(refusal -> {
      throw refusal;
    });
  }

  @Override
  public AuditEventId append(AuditLogId log, AuditEvent event) {
    AuditLeaf leaf = AuditLeaf.of(log, ids.next(event.at()), event, random);
    Hash hash = leaf.hash(); // on the caller's thread: the writer's is everybody's
    return database.write(handle -> {
      append(handle, log, leaf, hash);
      return leaf.id();
    });
  }

  @Override
  public boolean appendOnce(AuditLogId log, AuditEventId id, AuditEvent event) {
    AuditLeaf leaf = AuditLeaf.of(log, id, event, random);
    Hash hash = leaf.hash();
    return database.write(handle -> {
      if (AuditRows.indexOf(handle, log, id).isPresent()) {
        return false;
      }
      append(handle, log, leaf, hash);
      return true;
    });
  }

  private void append(Handle handle, AuditLogId log, AuditLeaf leaf, Hash hash) {
    writer.append(handle, log, leaf, hash);
    database.atCommit(log, write -> trees.grow(write, log));
  }

  @Override
  public List<Entry> before(AuditLogId log, Optional<String> aboutUser, long index, int limit) {
    requireLimit(limit);
    return database.read(handle -> AuditRows.before(handle, log, aboutUser, index, limit));
  }

  @Override
  public List<Entry> since(AuditLogId log, Optional<String> aboutUser, long index, int limit) {
    requireLimit(limit);
    return database.read(handle -> AuditRows.since(handle, log, aboutUser, index, limit));
  }

  static void requireLimit(int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("the limit is 1 to 1000");
    }
  }

  @Override
  public Optional<Note> checkpoint(AuditLogId log) {
    State state = database.readDurable(handle -> state(handle, log));
    return state
        .newRoot()
        .map(root -> sign(log, state.size(), root))
        .or(() -> state.signed().map(Signed::note));
  }

  /// With a root where there is something to sign.
  private static State state(Handle handle, AuditLogId log) {
    long size = AuditRows.size(handle, log);
    Optional<Signed> signed = stored(handle, log);
    boolean grown = size > signed.map(Signed::size).orElse(0L);
    return new State(
        size,
        grown ? Optional.of(TreeRows.proofs(handle, log).root(size)) : Optional.empty(),
        signed);
  }

  private Note sign(AuditLogId log, long size, Hash root) {
    Note note = signer.sign(log, size, root);
    keep(log, new Signed(size, note));
    return note;
  }

  // a full disk does not keep anybody from reading: the note can be signed again
  private void keep(AuditLogId log, Signed signed) {
    Function<Handle, Integer> upsert =
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO audit_checkpoint (org_id, size, note) VALUES (:log, :size, :note)
                    ON CONFLICT (org_id) DO UPDATE SET size = excluded.size, note = excluded.note
                    WHERE excluded.size > audit_checkpoint.size
                    """)
                .bind("log", log)
                .bind("size", signed.size())
                .bind("note", signed.note())
                .execute();
    try {
      database.write(upsert);
    } catch (StoreUnavailable unwritable) {
      // it is kept at the next opportunity
    }
  }

  private static Optional<Signed> stored(Handle handle, AuditLogId log) {
    return handle
        .createQuery("SELECT size, note FROM audit_checkpoint WHERE org_id = :log")
        .bind("log", log)
        .map(Row.as(row -> new Signed(row.number("size"), row.note("note"))))
        .findOne();
  }
}
