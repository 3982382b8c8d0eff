package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.adapters.http.DevicesOfPeople;
import com.optalocal.accounts.application.audit.reading.RemoteAudit;
import com.optalocal.accounts.application.audit.reading.RemoteAuditContract;
import com.optalocal.accounts.domain.session.HeldSession;
import org.junit.jupiter.api.AfterEach;

/// The contract over real sockets, against the real portal.
class HttpRemoteAuditTest extends RemoteAuditContract {
  private final DevicesOfPeople devices = new DevicesOfPeople();
  private final RemoteAudit remote = new HttpRemoteAudit(devices.link());

  @AfterEach
  void everything_is_closed() {
    devices.close();
  }

  @Override
  protected RemoteAudit remote() {
    return remote;
  }

  @Override
  protected HeldSession signIn(String name) {
    return devices.signIn(name);
  }
}
