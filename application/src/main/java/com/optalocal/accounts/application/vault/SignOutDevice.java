package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.session.CurrentSession;

/// Signs this device out and drops the opened keys from memory. Device keys and the sealed vault
/// stay: the next sign-in needs no new approval.
public final class SignOutDevice {
  private final CurrentSession session;
  private final LiveKeys live;

  public sealed interface Outcome {
    /// `portalTold` is false if the portal could not be reached: it will learn by expiry.
    record SignedOut(boolean portalTold) implements Outcome {}

    record NobodySignedIn() implements Outcome {}
  }

  public SignOutDevice(CurrentSession session, LiveKeys live) {
    this.session = session;
    this.live = live;
  }

  public Outcome signOut() {
    live.wipe();
    try {
      return session.end() ? new Outcome.SignedOut(true) : new Outcome.NobodySignedIn();
    } catch (PortalUnreachable offline) {
      return new Outcome.SignedOut(false);
    }
  }
}
