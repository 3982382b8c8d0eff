package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.session.Actor;
import java.time.Instant;
import java.time.InstantSource;

/// Signs the asker's own session out.
public final class EndSession {
  private final Sessions sessions;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;

  public EndSession(Sessions sessions, AuditTrail audit, UnitOfWork work, InstantSource clock) {
    this.sessions = sessions;
    this.audit = audit;
    this.work = work;
    this.clock = clock;
  }

  public void end(Actor actor) {
    Instant now = clock.instant();
    work.atomically(() -> {
      sessions.end(actor.org(), actor.session(), now);
      return audit.append(
          actor.org().auditLog(),
          AuditEvent.of(
              now,
              AuditAction.SESSION_ENDED,
              AuditField.personal("user", actor.userId()),
              AuditField.open("session", actor.session())));
    });
  }
}
