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
    take(read(record));
  }

  /// As [#add] for each in turn; what one event says by itself is checked on all processors.
  public void addAll(List<EventRecord> records) {
    records.parallelStream().map(this::read).toList().forEach(this::take);
  }

  private void take(Reading reading) {
    EventRecord record = reading.record();
    if (record.index() > next) {
      fault(LogFault.eventMissing(next));
    } else if (record.index() < next) {
      fault(LogFault.outOfPlace(next, record.index()));
    }
    reading.faults().forEach(this::fault);
    if (!reading.whole()) {
      hashOnly.add(record.index());
      if (record.text().isPresent()) {
        withoutValues.add(record.index());
      }
    }
    reading.removals().ifPresent(recordedRemovals::addAll);
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
    return read(record).faults().stream().findFirst();
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

  /// What one event says by itself.
  ///
  /// @param whole its text and all its values were there
  /// @param removals the events whose values it says were taken out
  private record Reading(
      EventRecord record, boolean whole, List<LogFault> faults, Optional<EventRanges> removals) {
    static Reading wrong(EventRecord record, LogFault fault) {
      return new Reading(record, true, List.of(fault), Optional.empty());
    }
  }

  /// Touches no state: events are read side by side.
  private Reading read(EventRecord record) {
    if (record.text().isEmpty()) {
      return new Reading(record, false, List.of(), Optional.empty());
    }
    String text = record.text().get();
    if (!MerkleHash.leaf(text.getBytes(StandardCharsets.UTF_8)).equals(record.hash())) {
      return Reading.wrong(record, LogFault.eventRewritten(record.index()));
    }
    try {
      LeafText leaf = LeafText.parse(text);
      List<LogFault> found = new ArrayList<>();
      if (!leaf.log().equals(log)) {
        found.add(LogFault.otherText(record.index()));
      }
      boolean whole = values(record, leaf, found);
      Optional<EventRanges> removals =
          REMOVALS.contains(leaf.action())
              ? Optional.of(EventRanges.parse(leaf.open("events")))
              : Optional.empty();
      return new Reading(record, whole, found, removals);
    } catch (IllegalArgumentException malformed) {
      return Reading.wrong(record, LogFault.otherText(record.index()));
    }
  }

  /// False if the value of a commitment is missing.
  private static boolean values(EventRecord record, LeafText leaf, List<LogFault> found) {
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
        found.add(LogFault.valueAltered(record.index(), committed.name()));
      }
      reveal = reveals.hasNext() ? reveals.next() : null;
    }
    if (reveal != null) {
      found.add(LogFault.valueAltered(record.index(), reveal.name()));
    }
    return whole;
  }

  private void fault(LogFault fault) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(fault);
    }
  }
}
