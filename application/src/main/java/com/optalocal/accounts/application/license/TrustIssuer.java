package com.optalocal.accounts.application.license;

import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.IssuerStatement;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.session.HeldSession;
import java.time.InstantSource;

/// Pins a self-hoster's root on this device, because a person at it says so: the device signs that
/// with its own key. No portal can do this, and no file.
public final class TrustIssuer {
  private final CurrentSession session;
  private final DeviceLicenses licenses;
  private final LicenseCache cache;
  private final InstantSource clock;

  public TrustIssuer(
      CurrentSession session, DeviceLicenses licenses, LicenseCache cache, InstantSource clock) {
    this.session = session;
    this.licenses = licenses;
    this.cache = cache;
    this.clock = clock;
  }

  /// Pins `root` for features under `prefix`, in place of whatever was pinned. False if no device
  /// is enrolled here.
  ///
  /// @throws SessionRefused if nobody is signed in
  public boolean trust(FeaturePrefix prefix, VerificationKey root) {
    HeldSession held = session.peek().orElseThrow(SessionRefused::new);
    return licenses
        .with(
            held.issued().user().id(),
            device -> {
              cache.pin(
                  device.user(),
                  device
                      .device()
                      .signing()
                      .sign(IssuerStatement.text(device.user(), clock.instant(), prefix, root)));
              return true;
            })
        .orElse(false);
  }
}
