package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Signs in at a portal in memory, and counts the refreshes.
public final class InMemoryPortalSignIn implements PortalSignIn {
  private final InMemoryPortal portal;
  private final AtomicInteger refreshes = new AtomicInteger();

  public InMemoryPortalSignIn(InMemoryPortal portal) {
    this.portal = portal;
  }

  /// How often somebody asked for a refresh and reached the portal.
  public int refreshes() {
    return refreshes.get();
  }

  @Override
  public CliLoginId announce(
      PortalUrl url,
      PkceChallenge challenge,
      Hash stateHash,
      LoopbackPort port,
      DeviceName device) {
    portal.requireOnline();
    return portal
        .authorizeCliLogin()
        .announce(InMemoryPortal.ORG, challenge, stateHash, port, device, "127.0.0.1");
  }

  @Override
  public Optional<HeldSession> redeem(PortalUrl url, BearerSecret code, BearerSecret verifier) {
    portal.requireOnline();
    return portal.redeemCliLogin().redeem(InMemoryPortal.ORG, code, verifier).map(this::held);
  }

  @Override
  public Optional<HeldSession> withPassword(PortalUrl url, Email email, Password password) {
    portal.requireOnline();
    return portal
        .checkPassword()
        .check(InMemoryPortal.ORG, email, password)
        .flatMap(account ->
            portal
                .openSession()
                .withTokens(InMemoryPortal.ORG, account, SignInMethod.PASSWORD, Origin.UNKNOWN))
        .map(this::held);
  }

  @Override
  public Optional<HeldSession> refresh(HeldSession session) {
    portal.requireOnline();
    refreshes.incrementAndGet();
    return switch (portal
        .refreshSession()
        .refresh(InMemoryPortal.ORG, session.issued().refreshToken())) {
      case RefreshSession.Outcome.Refreshed(IssuedSession next) -> Optional.of(held(next));
      case RefreshSession.Outcome.UnknownToken(),
          RefreshSession.Outcome.SessionOver(),
          RefreshSession.Outcome.Banned(),
          RefreshSession.Outcome.Reused() ->
          Optional.empty();
    };
  }

  @Override
  public void signOut(HeldSession session) {
    try {
      portal.endSession().end(portal.actor(session.issued().accessToken()));
    } catch (SessionRefused over) {
      // it is over already
    }
  }

  private HeldSession held(IssuedSession issued) {
    return new HeldSession(
        InMemoryPortal.URL, InMemoryPortal.PROJECT, issued, portal.clock().instant());
  }
}
