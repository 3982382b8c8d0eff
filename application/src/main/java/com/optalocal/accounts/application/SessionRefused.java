package com.optalocal.accounts.application;

/// The portal does not accept this session: it ended, was revoked, or never was. Crosses every
/// device-side use case, which is why it is an exception and no outcome.
public final class SessionRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SessionRefused() {
    super("the portal does not accept this session");
  }
}
