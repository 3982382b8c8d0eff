package com.optalocal.accounts.adapters.http.license;

import com.optalocal.accounts.adapters.http.DevicesOfPeople;
import com.optalocal.accounts.application.license.RemoteLicenses;
import com.optalocal.accounts.application.license.RemoteLicensesContract;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.HeldSession;
import org.junit.jupiter.api.AfterEach;

/// The contract over real sockets, against the real portal.
class HttpRemoteLicensesTest extends RemoteLicensesContract {
  private final DevicesOfPeople devices = new DevicesOfPeople();
  private final RemoteLicenses remote = new HttpRemoteLicenses(devices.link());

  @AfterEach
  void everything_is_closed() {
    devices.close();
  }

  @Override
  protected RemoteLicenses remote() {
    return remote;
  }

  @Override
  protected HeldSession owner() {
    HeldSession session = devices.signIn("ana");
    devices
        .portal()
        .stores()
        .members()
        .put(OrgId.DEFAULT, session.issued().user().id(), Role.OWNER);
    return session;
  }

  @Override
  protected HeldSession member() {
    return devices.signIn("ben");
  }
}
