package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.application.InMemoryTable;
import com.optalocal.accounts.application.InMemoryUnitOfWork;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLeaf;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRanges;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LeafText;
import com.optalocal.accounts.domain.audit.MerkleProofs;
import com.optalocal.accounts.domain.audit.Tile;
import com.optalocal.accounts.domain.audit.TiledTree;
import com.optalocal.accounts.domain.audit.TreeHead;
import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A real log (leaves, bodies, tree, signed checkpoints) that lives in memory.
public final class InMemoryAuditTrail implements AuditTrail, AuditProofs, AuditBodies {
  private record Key(AuditLogId log, long index) {}

  private record Row(AuditLogId log, Entry entry, String text, List<EventRecord.Reveal> reveals) {
    EventRecord record() {
      return new EventRecord(
          entry.index(),
          MerkleHash.leaf(text.getBytes(StandardCharsets.UTF_8)),
          Optional.of(text),
          reveals);
    }
  }

  private final InMemoryUnitOfWork work;
  private volatile SigningKey logKey;
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

  /// From now on checkpoints are signed with `next`.
  public void signWith(SigningKey next) {
    logKey = next;
  }

  @Override
  public AuditEventId append(AuditLogId log, AuditEvent event) {
    return append(log, AuditLeaf.of(log, event, random));
  }

  @Override
  public boolean appendOnce(AuditLogId log, AuditEventId id, AuditEvent event) {
    return work.atomically(() ->
        indexOf(log, id).isEmpty() && append(log, AuditLeaf.of(log, id, event, random)).equals(id));
  }

  private AuditEventId append(AuditLogId log, AuditLeaf leaf) {
    if (refusing) {
      throw new StoreUnavailable("the log in memory refuses", new IllegalStateException());
    }
    return work.atomically(() -> {
      TreeHead tree = trees.get(log).orElse(TreeHead.EMPTY);
      trees.put(log, tree.append(leaf.hash()));
      entries.put(
          new Key(log, tree.size()),
          new Row(
              log, new Entry(tree.size(), leaf.id(), leaf.event()), leaf.text(), leaf.reveals()));
      return leaf.id();
    });
  }

  @Override
  public List<Entry> before(AuditLogId log, Optional<String> aboutUser, long index, int limit) {
    requireLimit(limit);
    return about(log, aboutUser)
        .filter(entry -> entry.index() < index)
        .sorted(Comparator.comparingLong(Entry::index).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<Entry> since(AuditLogId log, Optional<String> aboutUser, long index, int limit) {
    requireLimit(limit);
    return about(log, aboutUser)
        .filter(entry -> entry.index() >= index)
        .sorted(Comparator.comparingLong(Entry::index))
        .limit(limit)
        .toList();
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("the limit is 1 to 1000");
    }
  }

  private Stream<Row> rows(AuditLogId log) {
    return entries.values().stream()
        .filter(row -> row.log().equals(log))
        .sorted(Comparator.comparingLong(row -> row.entry().index()));
  }

  private Stream<Entry> about(AuditLogId log, Optional<String> aboutUser) {
    return rows(log)
        .map(row ->
            new Entry(
                row.entry().index(),
                row.entry().id(),
                LeafText.parse(row.text()).event(row.reveals())))
        .filter(entry -> aboutUser.isEmpty() || isAbout(entry, aboutUser.get()));
  }

  @Override
  public Optional<Note> checkpoint(AuditLogId log) {
    return trees
        .get(log)
        .map(tree -> Checkpoint.of(Checkpoint.origin(host, log), tree).sign(logKey));
  }

  @Override
  public List<EventRecord> records(AuditLogId log, long from, int limit) {
    requireLimit(limit);
    return rows(log)
        .filter(row -> row.entry().index() >= from)
        .limit(limit)
        .map(Row::record)
        .toList();
  }

  @Override
  public Optional<Long> indexOf(AuditLogId log, AuditEventId id) {
    return rows(log)
        .filter(row -> row.entry().id().equals(id))
        .map(row -> row.entry().index())
        .findFirst();
  }

  @Override
  public Optional<Note> checkpoint(AuditLogId log, long size) {
    TiledTree tree = new TiledTree();
    rows(log).limit(size).forEach(row -> tree.append(row.record().hash().toByteArray()));
    return size < 1 || tree.size() < size
        ? Optional.empty()
        : Optional.of(new Checkpoint(Checkpoint.origin(host, log), size, tree.root()).sign(logKey));
  }

  @Override
  public List<Hash> inclusion(AuditLogId log, long index, long size) {
    return proofs(log, size).inclusion(index, size);
  }

  @Override
  public List<Hash> consistency(AuditLogId log, long from, long to) {
    return proofs(log, to).consistency(from, to);
  }

  private MerkleProofs proofs(AuditLogId log, long size) {
    TiledTree tree = new TiledTree();
    rows(log).limit(size).forEach(row -> tree.append(row.record().hash().toByteArray()));
    if (tree.size() < size) {
      throw new IllegalArgumentException("the log has no such event or tree");
    }
    Map<Tile.Id, Tile> tiles = new HashMap<>();
    tree.drainChanged().forEach(tile -> tiles.put(tile.id(), tile));
    return new MerkleProofs(id -> Objects.requireNonNull(tiles.get(id)));
  }

  @Override
  public EventRanges olderThan(AuditLogId log, Instant cutoff, int limit) {
    EventRanges ranges = new EventRanges();
    rows(log)
        .filter(row -> !row.reveals().isEmpty())
        .takeWhile(row -> row.entry().event().at().isBefore(cutoff))
        .limit(limit)
        .forEach(row -> ranges.add(row.entry().index()));
    return ranges;
  }

  @Override
  public EventRanges about(AuditLogId log, UserId user, int limit) {
    EventRanges ranges = new EventRanges();
    about(log, Optional.of(user.value())).limit(limit).forEach(entry -> ranges.add(entry.index()));
    return ranges;
  }

  @Override
  public void remove(AuditLogId log, EventRanges events, AuditEventId recordedBy) {
    boolean recorded =
        rows(log)
            .filter(row -> row.entry().id().equals(recordedBy))
            .map(row -> row.entry().event().action())
            .anyMatch(Set.of(AuditAction.AUDIT_PRUNED, AuditAction.AUDIT_ERASED)::contains);
    if (!recorded) {
      throw new IllegalStateException("a removal needs an event that records it");
    }
    rows(log)
        .toList()
        .forEach(row -> {
          long index = row.entry().index();
          if (events.covers(new EventRanges.Range(index, index))) {
            entries.put(new Key(log, index), new Row(log, row.entry(), row.text(), List.of()));
          }
        });
  }

  private static boolean isAbout(Entry entry, String user) {
    return entry.event().fields().stream()
        .filter(field -> field.name().equals("user"))
        .map(AuditField::value)
        .anyMatch(user::equals);
  }
}
