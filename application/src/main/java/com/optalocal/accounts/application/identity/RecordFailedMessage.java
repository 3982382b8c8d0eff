package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.InstantSource;

/// Remembers that a message reached nobody: whoever waits for it will ask the operator.
public final class RecordFailedMessage {
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;

  public RecordFailedMessage(AuditTrail audit, UnitOfWork work, InstantSource clock) {
    this.audit = audit;
    this.work = work;
    this.clock = clock;
  }

  public void record(OrgId org, Message message) {
    work.atomically(() ->
        audit.append(
            org.auditLog(),
            AuditEvent.of(
                clock.instant(),
                AuditAction.MESSAGE_FAILED,
                AuditField.personal("to", message.to()),
                AuditField.open("purpose", message.purpose().code()))));
  }
}
