package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.LocalEvent;
import com.optalocal.accounts.domain.session.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Records what a device saw while it was offline: all of it or nothing, and each event once
/// however often it is told.
public final class RecordLocalEvents {
  /// How many may come in one request.
  public static final int MOST = 100;

  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;

  public RecordLocalEvents(AuditTrail audit, UnitOfWork work, InstantSource clock) {
    this.audit = audit;
    this.work = work;
    this.clock = clock;
  }

  /// How many were new.
  ///
  /// @param device what the device calls itself; believed as far as its user is
  public int record(Actor actor, String device, List<LocalEvent> events) {
    if (events.size() > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " events come at once");
    }
    Instant now = clock.instant();
    AuditField user = AuditField.personal("user", actor.userId());
    return work.atomically(() -> {
      int added = 0;
      for (LocalEvent event : events) {
        if (audit.appendOnce(
            actor.org().auditLog(), event.id(), event.reported(now, user, device))) {
          added++;
        }
      }
      return added;
    });
  }
}
