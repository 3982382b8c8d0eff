package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.Optional;

/// Passes everything on; a test overrides what it wants otherwise.
abstract class ForwardingSignIn implements PortalSignIn {
  private final PortalSignIn inner;

  ForwardingSignIn(PortalSignIn inner) {
    this.inner = inner;
  }

  @Override
  public CliLoginId announce(
      PortalUrl portal,
      PkceChallenge challenge,
      Hash stateHash,
      LoopbackPort port,
      DeviceName device) {
    return inner.announce(portal, challenge, stateHash, port, device);
  }

  @Override
  public Optional<HeldSession> redeem(PortalUrl portal, BearerSecret code, BearerSecret verifier) {
    return inner.redeem(portal, code, verifier);
  }

  @Override
  public Optional<HeldSession> withPassword(PortalUrl portal, Email email, Password password) {
    return inner.withPassword(portal, email, password);
  }

  @Override
  public Optional<HeldSession> refresh(HeldSession session) {
    return inner.refresh(session);
  }

  @Override
  public void signOut(HeldSession session) {
    inner.signOut(session);
  }
}
