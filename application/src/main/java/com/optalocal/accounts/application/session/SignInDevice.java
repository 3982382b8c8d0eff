package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.Optional;

/// Signs this device in, with the code that a browser brought or with a password.
public final class SignInDevice {
  private final PortalSignIn portal;
  private final CurrentSession current;

  public SignInDevice(PortalSignIn portal, CurrentSession current) {
    this.portal = portal;
    this.current = current;
  }

  /// The kept session; empty if the portal refuses.
  public Optional<HeldSession> withCode(PortalUrl url, BearerSecret code, BearerSecret verifier) {
    return keep(portal.redeem(url, code, verifier));
  }

  /// The kept session; empty if the portal refuses.
  public Optional<HeldSession> withPassword(PortalUrl url, Email email, Password password) {
    return keep(portal.withPassword(url, email, password));
  }

  private Optional<HeldSession> keep(Optional<HeldSession> opened) {
    opened.ifPresent(current::begin);
    return opened;
  }
}
