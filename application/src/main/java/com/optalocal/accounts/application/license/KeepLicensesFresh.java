package com.optalocal.accounts.application.license;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.PortalDenied;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Looks after the licenses while nobody is asking: moves the marks with the clock, and refreshes
/// twice a day, so that a device that goes offline has nearly all of its air gap ahead.
public final class KeepLicensesFresh {
  private static final Duration EVERY = Duration.ofHours(12);

  private final JudgeLicenses judge;
  private final RefreshLicenses refresh;
  private final InstantSource clock;

  public KeepLicensesFresh(JudgeLicenses judge, RefreshLicenses refresh, InstantSource clock) {
    this.judge = judge;
    this.refresh = refresh;
    this.clock = clock;
  }

  /// One look; run it every few minutes. Being offline, locked or signed out changes nothing.
  public void look() {
    try {
      Optional<JudgeLicenses.Status> status = judge.status();
      if (status.isPresent() && isDue(status.get())) {
        refresh.refresh();
      }
    } catch (PortalUnreachable
        | PortalDenied
        | SessionRefused
        | CustodyUnavailable
        | StoreUnavailable later) {
      // what is held stays what it is until the next look
    }
  }

  /// A device that holds nothing asks only when somebody tells it to.
  private boolean isDue(JudgeLicenses.Status status) {
    Instant now = clock.instant();
    return !status.verdicts().isEmpty()
        && status
            .lastContact()
            .filter(contact -> contact.plus(EVERY).isAfter(now) && !contact.isAfter(now))
            .isEmpty();
  }
}
