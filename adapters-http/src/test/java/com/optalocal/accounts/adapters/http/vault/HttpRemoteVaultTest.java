package com.optalocal.accounts.adapters.http.vault;

import com.optalocal.accounts.adapters.http.DevicesOfPeople;
import com.optalocal.accounts.application.vault.RemoteVault;
import com.optalocal.accounts.application.vault.RemoteVaultContract;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.session.HeldSession;
import org.junit.jupiter.api.AfterEach;

/// The contract over real sockets, against the real portal.
class HttpRemoteVaultTest extends RemoteVaultContract {
  private final DevicesOfPeople devices = new DevicesOfPeople();
  private final RemoteVault remote = new HttpRemoteVault(devices.link());

  @AfterEach
  void everything_is_closed() {
    devices.close();
  }

  @Override
  protected RemoteVault remote() {
    return remote;
  }

  @Override
  protected HeldSession signIn(String name) {
    return devices.signIn(name);
  }

  @Override
  protected MovableClock clock() {
    return devices.portal().clock();
  }
}
