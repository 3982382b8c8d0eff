package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import java.util.List;
import java.util.Optional;

/// The tree over a log: what anybody needs to check it. It covers durable events only, and holds
/// the events of a commit as soon as that is durable. A proof costs O(log n) reads.
public interface AuditProofs {
  /// The events from number `from` on in ascending order, at most `limit` (1–1000), whole.
  List<EventRecord> records(AuditLogId log, long from, int limit);

  /// The number of an event.
  Optional<Long> indexOf(AuditLogId log, AuditEventId id);

  /// What the log signs, or has signed, over its first `size` events; always the same note for the
  /// same key. Empty if there are not as many.
  Optional<Note> checkpoint(AuditLogId log, long size);

  /// The path from event `index` to the tree of `size` events (RFC 6962 §2.1.1).
  ///
  /// @throws IllegalArgumentException if there is no such event or tree
  List<Hash> inclusion(AuditLogId log, long index, long size);

  /// The proof that the tree of `to` events begins with the one of `from` (RFC 6962 §2.1.2).
  ///
  /// @throws IllegalArgumentException if there is no such tree, or the first is larger
  List<Hash> consistency(AuditLogId log, long from, long to);
}
