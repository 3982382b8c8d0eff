package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.HeldSession;

/// The audit log of a portal in memory.
public final class InMemoryRemoteAudit implements RemoteAudit {
  private final InMemoryPortal portal;

  public InMemoryRemoteAudit(InMemoryPortal portal) {
    this.portal = portal;
  }

  @Override
  public Page newest(HeldSession session, BearerSecret token, int limit) {
    Actor actor = portal.actor(token);
    return new Page(
        portal.listAudit().newest(actor, limit),
        portal.stores().audit().checkpoint(actor.org().auditLog()));
  }
}
