package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.application.audit.reading.KeepCosignature;
import com.optalocal.accounts.application.audit.reading.ListAudit;
import com.optalocal.accounts.application.audit.reading.ProveAudit;
import com.optalocal.accounts.application.audit.reading.RecordLocalEvents;
import com.optalocal.accounts.application.audit.reading.RemoveAuditBodies;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.util.List;

/// What the portal's audit routes lead to.
///
/// @param key the log's
/// @param successions how it came to be the log's
public record AuditUseCases(
    ListAudit list,
    ProveAudit prove,
    KeepCosignature cosignatures,
    RecordLocalEvents events,
    RemoveAuditBodies removal,
    VerificationKey key,
    List<Note> successions) {
  public AuditUseCases {
    successions = List.copyOf(successions);
  }
}
