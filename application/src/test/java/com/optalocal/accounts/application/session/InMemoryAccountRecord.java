package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.session.AccountSummary;
import java.util.Optional;

/// Reads what the fakes beside it keep.
public final class InMemoryAccountRecord implements AccountRecord {
  private final SessionCustody custody;
  private final DeviceIdentity identity;

  public InMemoryAccountRecord(SessionCustody custody, DeviceIdentity identity) {
    this.custody = custody;
    this.identity = identity;
  }

  @Override
  public Optional<AccountSummary> read() {
    return custody
        .load()
        .map(held ->
            new AccountSummary(
                held.project(),
                held.issued().user(),
                held.issued().expiresAt(),
                held.updatedAt(),
                identity.enrolled(held.issued().user().id()).map(EnrolledDevice::id)));
  }
}
