package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditLeaf;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.TreeHead;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// The log of each organization: leaf, body and tree head of an event are written in the unit of
/// work of the change that it records.
///
/// A checkpoint is signed when somebody asks and the log has grown. It covers durable events only
/// and never shrinks; the same state always yields the same note.
public final class SqliteAuditTrail implements AuditTrail {
  private final SqliteDatabase database;
  private final SigningKey logKey;
  private final String host;
  private final RandomBytes random;

  private record Signed(long size, Note note) {}

  private record State(TreeHead tree, Optional<Signed> signed) {}

  /// @param database the portal's
  /// @param logKey signs checkpoints; stays the caller's
  /// @param host the portal's authority, which begins the origin of its logs
  public SqliteAuditTrail(
      SqliteDatabase database, SigningKey logKey, String host, RandomBytes random) {
    this.database = database;
    this.logKey = logKey;
    this.host = host;
    this.random = random;
  }

  @Override
  public AuditEventId append(AuditLogId log, AuditEvent event) {
    AuditLeaf leaf = AuditLeaf.of(log, event, random);
    return database.write(handle -> {
      TreeHead tree = AuditRows.tree(handle, log).orElse(TreeHead.EMPTY);
      AuditRows.insert(handle, log, tree.size(), leaf);
      AuditRows.put(handle, log, tree.append(leaf.hash()));
      return leaf.id();
    });
  }

  @Override
  public List<Entry> newest(AuditLogId log, Optional<String> aboutUser, int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("the limit is 1 to 1000");
    }
    return database.read(handle -> AuditRows.newest(handle, log, aboutUser, limit));
  }

  @Override
  public Optional<Note> checkpoint(AuditLogId log) {
    return database
        .readDurable(
            handle -> AuditRows.tree(handle, log).map(tree -> new State(tree, stored(handle, log))))
        .map(state ->
            state
                .signed()
                .filter(signed -> signed.size() >= state.tree().size())
                .map(Signed::note)
                .orElseGet(() -> sign(log, state.tree())));
  }

  private Note sign(AuditLogId log, TreeHead tree) {
    Note note = Checkpoint.of(Checkpoint.origin(host, log), tree).sign(logKey);
    keep(log, new Signed(tree.size(), note));
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
