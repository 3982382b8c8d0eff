package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.note.Note;
import java.util.List;
import java.util.Optional;

/// An append-only log per organization.
public interface AuditTrail {
  /// Appends inside the caller's unit of work, or in one of its own: the event is durable exactly
  /// when the change is. Events get consecutive numbers in commit order.
  ///
  /// @throws com.optalocal.accounts.application.StoreUnavailable if it cannot be written
  AuditEventId append(AuditLogId log, AuditEvent event);

  /// As [#append], under an id that somebody else chose: the second time nothing happens.
  ///
  /// @return false if the log has an event of that id
  boolean appendOnce(AuditLogId log, AuditEventId id, AuditEvent event);

  /// The newest entries first, at most `limit` (1–1000). With `aboutUser`, only those whose field
  /// `user` is it and was not removed.
  default List<Entry> newest(AuditLogId log, Optional<String> aboutUser, int limit) {
    return before(log, aboutUser, Long.MAX_VALUE, limit);
  }

  /// As [#newest], of the entries with a number below `index`.
  List<Entry> before(AuditLogId log, Optional<String> aboutUser, long index, int limit);

  /// The entries from number `index` on, oldest first, likewise.
  List<Entry> since(AuditLogId log, Optional<String> aboutUser, long index, int limit);

  /// The newest signed checkpoint; it covers at least everything that was durable a second ago.
  /// Empty for a log without events.
  Optional<Note> checkpoint(AuditLogId log);

  /// One event where it stands in its log. Values that were removed are not among its fields.
  record Entry(long index, AuditEventId id, AuditEvent event) {}
}
