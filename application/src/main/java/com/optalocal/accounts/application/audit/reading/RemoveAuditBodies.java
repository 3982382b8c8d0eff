package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditBodies;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.EventRanges;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Takes personal values out of the log: after the retention time, and for a person who asks. Every
/// removal is an event of its own, in the same transaction; texts, hashes and proofs stay.
public final class RemoveAuditBodies {
  private static final int AT_ONCE = 1000;

  private final AuditBodies bodies;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;
  private final Duration retention;

  public sealed interface Erasure {
    record Erased(long events) implements Erasure {}

    /// Only an owner, or the person themselves, may.
    record NotAllowed() implements Erasure {}
  }

  public RemoveAuditBodies(
      AuditBodies bodies,
      AuditTrail audit,
      UnitOfWork work,
      InstantSource clock,
      Duration retention) {
    this.bodies = bodies;
    this.audit = audit;
    this.work = work;
    this.clock = clock;
    this.retention = retention;
  }

  /// Removes the values of events older than the retention time; run it every hour or so. Returns
  /// how many events lost theirs.
  public long prune(AuditLogId log) {
    long pruned = 0;
    for (long batch = -1; batch != 0; pruned += batch) {
      batch =
          work.atomically(() -> {
            Instant now = clock.instant();
            EventRanges due = bodies.olderThan(log, now.minus(retention), AT_ONCE);
            remove(log, due, AuditAction.AUDIT_PRUNED, List.of());
            return due.count();
          });
    }
    return pruned;
  }

  /// Removes every value of every event about `person`.
  public Erasure erase(Actor actor, UserId person) {
    if (actor.role() != Role.OWNER && !actor.userId().equals(person)) {
      return new Erasure.NotAllowed();
    }
    AuditLogId log = actor.org().auditLog();
    long erased = 0;
    for (long batch = -1; batch != 0; erased += batch) {
      batch =
          work.atomically(() -> {
            EventRanges about = bodies.about(log, person, AT_ONCE);
            // who asked is recorded; for one who erases themselves that would undo it
            List<AuditField> by =
                actor.userId().equals(person)
                    ? List.of()
                    : List.of(AuditField.personal("user", actor.userId()));
            remove(log, about, AuditAction.AUDIT_ERASED, by);
            return about.count();
          });
    }
    return new Erasure.Erased(erased);
  }

  private void remove(AuditLogId log, EventRanges events, AuditAction action, List<AuditField> by) {
    for (String text : events.texts()) {
      List<AuditField> fields = new java.util.ArrayList<>(by);
      fields.add(AuditField.open("events", text));
      AuditEventId recorded = audit.append(log, new AuditEvent(clock.instant(), action, fields));
      bodies.remove(log, EventRanges.parse(text), recorded);
    }
  }
}
