package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.session.CurrentSession;

/// Fetches the newest audit events for somebody at a device.
public final class ShowAudit {
  private final CurrentSession session;
  private final RemoteAudit remote;

  public ShowAudit(CurrentSession session, RemoteAudit remote) {
    this.session = session;
    this.remote = remote;
  }

  public RemoteAudit.Page newest(int limit) {
    return session.call((held, token) -> remote.newest(held, token, limit));
  }
}
