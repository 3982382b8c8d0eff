package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.ProvenEvent;
import java.util.List;
import java.util.Optional;

/// Fetches audit events and proofs for somebody at a device; unverified.
public final class ShowAudit {
  private final CurrentSession session;
  private final RemoteAudit remote;

  public ShowAudit(CurrentSession session, RemoteAudit remote) {
    this.session = session;
    this.remote = remote;
  }

  public RemoteAudit.Page list(RemoteAudit.Wish wish) {
    return session.call((held, token) -> remote.list(held, token, wish));
  }

  public List<EventRecord> records(long from, int limit) {
    return session.call((held, token) -> remote.records(held, token, from, limit));
  }

  public Optional<ProvenEvent> prove(AuditEventId id) {
    return session.call((held, token) -> remote.prove(held, token, id));
  }
}
