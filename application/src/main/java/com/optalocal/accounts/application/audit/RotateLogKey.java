package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.LogKeySuccession;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.time.InstantSource;
import java.util.Optional;

/// Gives a log its next key: the old one signs it, and the log records it. Both or neither happen;
/// from then on the old key must sign nothing more (ADR 0018).
public final class RotateLogKey {
  private final LogSuccessions successions;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;

  public RotateLogKey(
      LogSuccessions successions, AuditTrail audit, UnitOfWork work, InstantSource clock) {
    this.successions = successions;
    this.audit = audit;
    this.work = work;
    this.clock = clock;
  }

  /// @param old the log's key so far, under its origin's name
  /// @return what was signed
  public LogKeySuccession rotate(
      AuditLogId log, VerifierKey old, SigningKey oldKey, VerificationKey successor) {
    return work.atomically(() -> {
      AuditEvent event =
          AuditEvent.of(
              clock.instant(),
              AuditAction.AUDIT_KEY_CHANGED,
              AuditField.open("key", old.key()),
              AuditField.open("successor", successor));
      // the event belongs to the new key: the old one signed the trees before it
      AuditEventId recorded = audit.append(log, event);
      AuditTrail.Entry newest = audit.newest(log, Optional.empty(), 1).getFirst();
      if (!newest.id().equals(recorded)) {
        throw new IllegalStateException("somebody else appends in this unit of work");
      }
      long size = newest.index();
      LogKeySuccession next = new LogKeySuccession(old.name(), size, old.key(), successor);
      successions.add(log, next.sign(oldKey));
      return next;
    });
  }
}
