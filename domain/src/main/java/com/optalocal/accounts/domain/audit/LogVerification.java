package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.audit.crypto.Commitment;
import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Recomputes a log from its first event on: every text, every commitment that is still open, the
/// tree, and the checkpoints that were signed. Records go in one after the other; memory does not
/// grow with the log. Not thread-safe.
public final class LogVerification {
  private static final int MOST_FAULTS = 100;
  private static final int DRAIN = 1 << 16;
  private static final Set<String> REMOVALS =
      Set.of(AuditAction.AUDIT_PRUNED.code(), AuditAction.AUDIT_ERASED.code());

  private final AuditLogId log;
  private final List<Checkpoint> expected;
  private final TiledTree tree = new TiledTree();
  private final List<LogFault> faults = new ArrayList<>();
  private final EventRanges hashOnly = new EventRanges();
  private final EventRanges withoutValues = new EventRanges();
  private final EventRanges recordedRemovals = new EventRanges();
  private long next;

  /// What came out.
  ///
  /// @param events how many there were
  /// @param hashOnly those of which a text or a value was not there to be checked: their place in
  ///   the tree is proven, what they said is not
  public record Report(long events, EventRanges hashOnly, List<LogFault> faults) {
    public Report {
      faults = List.copyOf(faults);
    }

    public boolean isGenuine() {
      return faults.isEmpty();
    }
  }

  /// @param checkpoints what the tree must have been at their sizes; the largest is the log's head.
  ///   Their signatures are the caller's to check
  public LogVerification(AuditLogId log, List<Checkpoint> checkpoints) {
    this.log = log;
    this.expected = List.copyOf(checkpoints);
  }

  /// How many events were taken.
  public long size() {
    return tree.size();
  }

  public void add(EventRecord record) {
    if (record.index() > next) {
      fault(LogFault.eventMissing(next));
    } else if (record.index() < next) {
      fault(LogFault.outOfPlace(next, record.index()));
    }
    record.text().ifPresentOrElse(text -> text(record, text), () -> hashOnly.add(record.index()));
    tree.append(record.hash().toByteArray());
    next = record.index() + 1;
    for (Checkpoint checkpoint : expected) {
      if (checkpoint.size() == tree.size() && !checkpoint.root().equals(tree.root())) {
        rewritten(checkpoint);
      }
    }
    if (tree.size() % DRAIN == 0) {
      List<Tile> unused = tree.drainChanged();
      assert !unused.isEmpty();
    }
  }

  /// What is wrong with one event by itself, wherever it stands.
  Optional<LogFault> faultOf(EventRecord record) {
    record.text().ifPresent(text -> text(record, text));
    return faults.stream().findFirst();
  }

  /// As [#finish()], for a head that comes after the events: the tree must be exactly that.
  public Report finish(Checkpoint head) {
    if (head.size() > tree.size()) {
      fault(LogFault.truncated(tree.size(), head.size()));
    } else if (head.size() < tree.size() || !head.root().equals(tree.root())) {
      rewritten(head);
    }
    return finish();
  }

  /// Call once, after the last event.
  public Report finish() {
    for (Checkpoint checkpoint : expected) {
      if (checkpoint.size() > tree.size()) {
        fault(LogFault.truncated(tree.size(), checkpoint.size()));
      }
    }
    for (EventRanges.Range range : withoutValues.ranges()) {
      if (!recordedRemovals.covers(range)) {
        fault(LogFault.valuesRemoved(range));
      }
    }
    return new Report(tree.size(), hashOnly, faults);
  }

  /// An event that is named already explains a root that does not fit.
  private void rewritten(Checkpoint checkpoint) {
    if (faults.isEmpty()) {
      fault(LogFault.rewritten(checkpoint.size()));
    }
  }

  private void text(EventRecord record, String text) {
    if (!MerkleHash.leaf(text.getBytes(StandardCharsets.UTF_8)).equals(record.hash())) {
      fault(LogFault.eventRewritten(record.index()));
      return;
    }
    LeafText leaf;
    try {
      leaf = LeafText.parse(text);
    } catch (IllegalArgumentException malformed) {
      fault(LogFault.otherText(record.index()));
      return;
    }
    if (!leaf.log().equals(log)) {
      fault(LogFault.otherText(record.index()));
    }
    values(record, leaf);
    if (REMOVALS.contains(leaf.action())) {
      removal(record.index(), leaf);
    }
  }

  private void values(EventRecord record, LeafText leaf) {
    Iterator<EventRecord.Reveal> reveals = record.reveals().iterator();
    EventRecord.Reveal reveal = reveals.hasNext() ? reveals.next() : null;
    boolean whole = true;
    for (LeafText.Fact fact : leaf.facts()) {
      if (!(fact instanceof LeafText.Fact.Committed committed)) {
        continue;
      }
      if (reveal == null || !reveal.name().equals(committed.name())) {
        whole = false;
        continue;
      }
      if (!Commitment.of(reveal.salt(), reveal.name(), reveal.value())
          .equals(committed.commitment())) {
        fault(LogFault.valueAltered(record.index(), committed.name()));
      }
      reveal = reveals.hasNext() ? reveals.next() : null;
    }
    if (reveal != null) {
      fault(LogFault.valueAltered(record.index(), reveal.name()));
    }
    if (!whole) {
      hashOnly.add(record.index());
      withoutValues.add(record.index());
    }
  }

  private void removal(long index, LeafText leaf) {
    try {
      recordedRemovals.addAll(EventRanges.parse(leaf.open("events")));
    } catch (IllegalArgumentException malformed) {
      fault(LogFault.otherText(index));
    }
  }

  private void fault(LogFault fault) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(fault);
    }
  }
}
