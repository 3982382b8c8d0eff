package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.note.Note;
import java.util.List;

/// How a log's keys followed one another, as the old keys have signed it. Nothing is ever changed
/// or removed.
public interface LogSuccessions {
  /// Oldest first.
  List<Note> of(AuditLogId log);

  /// Adds `succession` after all others, in the caller's unit of work or one of its own.
  ///
  /// @throws com.optalocal.accounts.application.StoreUnavailable if it cannot be written
  void add(AuditLogId log, Note succession);
}
