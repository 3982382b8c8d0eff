package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.adapters.sqlite.Row;
import com.optalocal.accounts.domain.audit.AuditLogId;
import org.jdbi.v3.core.Handle;

/// Where the rows of one log stand. A place is the number that the log has in this database, and in
/// its lower bits the number of the event: a key that only ascends, so that a commit writes the
/// last page of each table and few others (ADR 0015).
///
/// @param log 0 where nothing was ever appended; nothing stands there
record LogPlaces(long log) {
  private static final int BITS = 36;
  private static final long EVENTS = 1L << BITS;
  private static final int FIELDS = 16;

  static LogPlaces of(Handle handle, AuditLogId log) {
    return handle
        .createQuery("SELECT number FROM audit_log WHERE org_id = :log")
        .bind("log", log)
        .map(Row.as(row -> new LogPlaces(row.number("number"))))
        .findOne()
        .orElse(new LogPlaces(0));
  }

  /// The place of event `index`, or the nearest that the log could have.
  long at(long index) {
    return (log << BITS) + Math.clamp(index, 0, EVENTS);
  }

  /// The first place after the log.
  long end() {
    return at(EVENTS);
  }

  /// The number of the event at `place`.
  static long index(long place) {
    return place & (EVENTS - 1);
  }

  /// Where the values of the event at `place` begin.
  static long values(long place) {
    return place * FIELDS;
  }
}
