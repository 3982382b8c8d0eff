package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.EventRanges;
import java.time.Instant;

/// The personal values and salts beside a log: the only part of it that can be taken away. The text
/// of every event, and so every proof, stays.
public interface AuditBodies {
  /// The oldest events that still have values and happened before `cutoff`, in the order of the
  /// log, at most `limit`; it ends before the first that did not.
  EventRanges olderThan(AuditLogId log, Instant cutoff, int limit);

  /// The events whose field `user` is `user`, at most `limit`.
  EventRanges about(AuditLogId log, UserId user, int limit);

  /// Removes salts and values of `events` in the caller's unit of work.
  ///
  /// @param recordedBy an event of the same log, of action `audit.pruned` or `audit.erased`; the
  ///   store refuses to remove anything without one
  void remove(AuditLogId log, EventRanges events, AuditEventId recordedBy);
}
