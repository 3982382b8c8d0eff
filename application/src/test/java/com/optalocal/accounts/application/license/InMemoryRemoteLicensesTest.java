package com.optalocal.accounts.application.license;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.HeldSession;

class InMemoryRemoteLicensesTest extends RemoteLicensesContract {
  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());

  @Override
  protected RemoteLicenses remote() {
    return new InMemoryRemoteLicenses(portal);
  }

  @Override
  protected HeldSession owner() {
    portal.register(People.ANA);
    portal.stores().members().put(InMemoryPortal.ORG, People.ANA.id(), Role.OWNER);
    return portal.signIn(People.ANA);
  }

  @Override
  protected HeldSession member() {
    portal.register(People.BEN);
    return portal.signIn(People.BEN);
  }
}
