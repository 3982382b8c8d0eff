package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.note.NoteFields;
import java.time.Instant;
import java.util.List;

/// Something that happened, in the words of the use case that did it. At most 16 fields.
public record AuditEvent(Instant at, AuditAction action, List<AuditField> fields) {
  public AuditEvent {
    at = NoteFields.wholeSeconds(at);
    fields = List.copyOf(fields);
    if (fields.size() > 16) {
      throw new IllegalArgumentException("an audit event has at most 16 fields");
    }
  }

  public static AuditEvent of(Instant at, AuditAction action, AuditField... fields) {
    return new AuditEvent(at, action, List.of(fields));
  }
}
