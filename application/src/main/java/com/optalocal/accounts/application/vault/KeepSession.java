package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.session.CurrentSession;

/// Looks after the session while nobody is asking: renews it before its end, and drops the opened
/// keys once the portal has ended it.
public final class KeepSession {
  private final CurrentSession session;
  private final LiveKeys live;

  public KeepSession(CurrentSession session, LiveKeys live) {
    this.session = session;
    this.live = live;
  }

  /// One look; run it every minute or so. Being offline or locked changes nothing.
  public void look() {
    try {
      if (!session.keepFresh()) {
        live.wipe();
      }
    } catch (PortalUnreachable | CustodyUnavailable later) {
      // neither ends a session: what is open stays open until the next look
    }
  }
}
