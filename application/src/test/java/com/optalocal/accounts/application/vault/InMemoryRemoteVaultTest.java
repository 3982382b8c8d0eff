package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.session.HeldSession;

class InMemoryRemoteVaultTest extends RemoteVaultContract {
  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final RemoteVault remote = new InMemoryRemoteVault(portal);

  @Override
  protected RemoteVault remote() {
    return remote;
  }

  @Override
  protected HeldSession signIn(String name) {
    User user = People.named(name, name.hashCode());
    portal.register(user);
    return portal.signIn(user);
  }

  @Override
  protected MovableClock clock() {
    return clock;
  }
}
