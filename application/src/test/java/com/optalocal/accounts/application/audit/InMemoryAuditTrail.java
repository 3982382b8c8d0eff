package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLeaf;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.TreeHead;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A real log (leaves, tree, signed checkpoints) that lives in memory.
public final class InMemoryAuditTrail implements AuditTrail {
  private record Key(AuditLogId log, long index) {}

  private record Row(AuditLogId log, Entry entry) {}

  private final InMemoryUnitOfWork work;
  private final SigningKey logKey;
  private final String host;
  private final RandomBytes random;
  private final InMemoryTable<Key, Row> entries;
  private final InMemoryTable<AuditLogId, TreeHead> trees;
  private volatile boolean refusing;

  public InMemoryAuditTrail(
      InMemoryUnitOfWork work, SigningKey logKey, String host, RandomBytes random) {
    this.work = work;
    this.logKey = logKey;
    this.host = host;
    this.random = random;
    entries = work.table();
    trees = work.table();
  }

  /// From now on no event can be written.
  public void refuseToAppend() {
    refusing = true;
  }

  /// What was recorded, oldest first.
  public List<AuditAction> actions(AuditLogId log) {
    return newest(log, Optional.empty(), 1000).reversed().stream()
        .map(entry -> entry.event().action())
        .toList();
  }

  @Override
  public AuditEventId append(AuditLogId log, AuditEvent event) {
    if (refusing) {
      throw new StoreUnavailable("the log in memory refuses", new IllegalStateException());
    }
    return work.atomically(() -> {
      AuditLeaf leaf = AuditLeaf.of(log, event, random);
      TreeHead tree = trees.get(log).orElse(TreeHead.EMPTY);
      trees.put(log, tree.append(leaf.hash()));
      entries.put(
          new Key(log, tree.size()), new Row(log, new Entry(tree.size(), leaf.id(), event)));
      return leaf.id();
    });
  }

  @Override
  public List<Entry> newest(AuditLogId log, Optional<String> aboutUser, int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("the limit is 1 to 1000");
    }
    return entries.values().stream()
        .filter(row -> row.log().equals(log))
        .map(Row::entry)
        .filter(entry -> aboutUser.isEmpty() || isAbout(entry, aboutUser.get()))
        .sorted(Comparator.comparingLong(Entry::index).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<Note> checkpoint(AuditLogId log) {
    return trees
        .get(log)
        .map(tree -> Checkpoint.of(Checkpoint.origin(host, log), tree).sign(logKey));
  }

  private static boolean isAbout(Entry entry, String user) {
    return entry.event().fields().stream()
        .filter(field -> field.name().equals("user"))
        .map(AuditField::value)
        .anyMatch(user::equals);
  }
}
