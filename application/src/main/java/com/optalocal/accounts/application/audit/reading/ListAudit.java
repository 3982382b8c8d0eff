package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.Actor;
import java.util.List;
import java.util.Optional;

/// Shows the newest audit events: an owner sees the organization's, a member their own.
public final class ListAudit {
  private final AuditTrail audit;

  public ListAudit(AuditTrail audit) {
    this.audit = audit;
  }

  public List<AuditTrail.Entry> newest(Actor actor, int limit) {
    Optional<String> about =
        actor.role() == Role.OWNER ? Optional.empty() : Optional.of(actor.userId().value());
    return audit.newest(actor.org().auditLog(), about, limit);
  }

  /// The newest signed checkpoint of the organization's log; empty if nothing was recorded yet.
  public Optional<Note> checkpoint(Actor actor) {
    return audit.checkpoint(actor.org().auditLog());
  }
}
