package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.session.HeldSession;

class InMemoryRemoteAuditTest extends RemoteAuditContract {
  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());
  private final RemoteAudit remote = new InMemoryRemoteAudit(portal);

  @Override
  protected RemoteAudit remote() {
    return remote;
  }

  @Override
  protected HeldSession signIn(String name) {
    User user = People.named(name, name.hashCode());
    portal.register(user);
    return portal.signIn(user);
  }
}
