package com.optalocal.accounts.domain.audit;

/// What is wrong with a log, for programs (`code`) and people (`words`).
///
/// @param at the first event, or the size of the tree, that shows it
public record LogFault(Kind kind, long at, String words) {
  /// What was done to the log.
  public enum Kind {
    EVENT_REWRITTEN("event-rewritten"),
    EVENT_MISSING("event-missing"),
    EVENT_OUT_OF_PLACE("event-out-of-place"),
    VALUE_ALTERED("value-altered"),
    VALUES_REMOVED("values-removed-without-record"),
    TRUNCATED("log-truncated"),
    SHRUNK("log-shrunk"),
    FORKED("log-forked"),
    REWRITTEN("log-rewritten"),
    NOT_SIGNED("not-signed-by-log-key"),
    KEY_FORKED("log-key-forked"),
    KEY_ROLLED_BACK("log-key-rolled-back"),
    OTHER_LOG("other-log"),
    NOT_WITNESSED("not-witnessed"),
    NOT_INCLUDED("not-in-the-log");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /// Stable, for programs.
    public String code() {
      return code;
    }
  }

  static LogFault eventRewritten(long index) {
    return new LogFault(
        Kind.EVENT_REWRITTEN,
        index,
        "event " + index + " was rewritten: its text is not the one that the log committed to");
  }

  static LogFault eventMissing(long index) {
    return new LogFault(Kind.EVENT_MISSING, index, "event " + index + " was removed");
  }

  static LogFault outOfPlace(long expected, long found) {
    return new LogFault(
        Kind.EVENT_OUT_OF_PLACE,
        expected,
        "event " + found + " stands where event " + expected + " belongs: the order was changed");
  }

  static LogFault otherText(long index) {
    return new LogFault(
        Kind.EVENT_OUT_OF_PLACE, index, "what stands at event " + index + " is of another log");
  }

  static LogFault valueAltered(long index, String field) {
    return new LogFault(
        Kind.VALUE_ALTERED,
        index,
        "event " + index + ": the value of " + field + " is not the one that was recorded");
  }

  static LogFault valuesRemoved(EventRanges.Range range) {
    return new LogFault(
        Kind.VALUES_REMOVED,
        range.first(),
        (range.first() == range.last() ? "event " : "events ")
            + range
            + ": values were removed, and no event of the log says so");
  }

  static LogFault truncated(long found, long signed) {
    return new LogFault(
        Kind.TRUNCATED,
        found,
        "the log was cut: it has signed a tree of "
            + signed
            + " events, and "
            + found
            + " are there");
  }

  /// A smaller tree than one that was seen before.
  public static LogFault shrunk(long seen, long now) {
    return new LogFault(
        Kind.SHRUNK,
        now,
        "the log has shrunk: this device has seen " + seen + " events, and now there are " + now);
  }

  /// A tree that does not begin with one that was seen before.
  public static LogFault forked(long seen, long now) {
    return new LogFault(
        Kind.FORKED,
        seen,
        "the history was rewritten: the tree of "
            + now
            + " events does not begin with the "
            + seen
            + " events that this device has seen");
  }

  /// Two signed trees of which neither begins with the other.
  public static LogFault twoHistories(long here, long elsewhere) {
    return new LogFault(
        Kind.FORKED,
        Math.min(here, elsewhere),
        "the log has two histories: neither of the tree of "
            + here
            + " events that was shown here and the tree of "
            + elsewhere
            + " events that was shown elsewhere begins with the other");
  }

  static LogFault rewritten(long size) {
    return new LogFault(
        Kind.REWRITTEN,
        size,
        "the history was rewritten: the first "
            + size
            + " events do not make the tree that the log signed");
  }

  /// A checkpoint without a signature by the log's key.
  public static LogFault notSigned() {
    return new LogFault(
        Kind.NOT_SIGNED, 0, "the checkpoint is not signed by the key that is trusted for this log");
  }

  /// A key that names two successors.
  static LogFault keyForked(long at) {
    return new LogFault(
        Kind.KEY_FORKED,
        at,
        "a key of the log has named two successors: somebody else holds it, or the log was forked");
  }

  /// A key that was replaced is in use again.
  static LogFault keyRolledBack(long at) {
    return new LogFault(
        Kind.KEY_ROLLED_BACK, at, "a key of the log that was replaced is in use again");
  }

  /// Something of another log than the one that is trusted.
  public static LogFault otherLog() {
    return new LogFault(Kind.OTHER_LOG, 0, "this is another log than the one that is trusted");
  }

  static LogFault notWitnessed(int wanted, int found) {
    return new LogFault(
        Kind.NOT_WITNESSED,
        0,
        found + " of the trusted witnesses have cosigned, and " + wanted + " are wanted");
  }

  static LogFault notIncluded(long index) {
    return new LogFault(
        Kind.NOT_INCLUDED, index, "the proof does not lead from event " + index + " to the tree");
  }
}
