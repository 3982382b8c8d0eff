package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.SessionState;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/// This device's session, renewed before it is needed. One refresh is in flight at a time, so that
/// two commands at once never burn one refresh token twice. A refused refresh means signed out; an
/// unreachable portal keeps the session.
public final class CurrentSession {
  private final SessionCustody custody;
  private final PortalSignIn portal;
  private final InstantSource clock;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile Optional<HeldSession> held = Optional.empty();

  public CurrentSession(SessionCustody custody, PortalSignIn portal, InstantSource clock) {
    this.custody = custody;
    this.portal = portal;
    this.clock = clock;
  }

  /// The session as it is, without asking the portal.
  public Optional<HeldSession> peek() {
    Optional<HeldSession> known = held;
    if (known.isPresent()) {
      return known;
    }
    refreshing.lock(); // or a load that began before a sign-out would bring the session back
    try {
      if (held.isEmpty()) {
        held = custody.load();
      }
      return held;
    } finally {
      refreshing.unlock();
    }
  }

  /// Keeps a session that was just opened.
  public void begin(HeldSession session) {
    refreshing.lock();
    try {
      custody.keep(session);
      held = Optional.of(session);
    } finally {
      refreshing.unlock();
    }
  }

  /// Runs `call` with the session and a fresh access token; renews once if the portal refuses it.
  ///
  /// @throws SessionRefused if there is no session or it is over; then none is kept any more
  /// @throws com.optalocal.accounts.application.PortalUnreachable if the portal does not answer
  public <T> T call(BiFunction<HeldSession, BearerSecret, T> call) {
    HeldSession session = peek().orElseThrow(SessionRefused::new);
    if (!(session.state(clock.instant()) instanceof SessionState.Active)) {
      session = renew(session);
    }
    try {
      return call.apply(session, session.issued().accessToken());
    } catch (SessionRefused firstTry) {
      HeldSession renewed = renew(session);
      return call.apply(renewed, renewed.issued().accessToken());
    }
  }

  /// Renews the session if its end is near. True if there is one that works.
  public boolean keepFresh() {
    Optional<HeldSession> session = peek();
    if (session.isEmpty()) {
      return false;
    }
    if (session.get().state(clock.instant()) instanceof SessionState.Active) {
      return true;
    }
    try {
      renew(session.get());
      return true;
    } catch (SessionRefused over) {
      return false;
    }
  }

  /// Signs out: on this machine in any case, and then on the portal. False if nobody was signed in.
  ///
  /// @throws com.optalocal.accounts.application.PortalUnreachable if the portal could not be told;
  ///   this machine has forgotten the session all the same
  public boolean end() {
    Optional<HeldSession> session;
    refreshing.lock(); // or a refresh under way would keep its new session after this
    try {
      session = peek();
      forget();
    } finally {
      refreshing.unlock();
    }
    session.ifPresent(portal::signOut);
    return session.isPresent();
  }

  private HeldSession renew(HeldSession stale) {
    refreshing.lock();
    try {
      HeldSession current = peek().orElseThrow(SessionRefused::new);
      if (!current.issued().accessToken().constantTimeEquals(stale.issued().accessToken())) {
        return current; // somebody else renewed it while we waited
      }
      Optional<HeldSession> next = portal.refresh(current);
      if (next.isEmpty()) {
        forget();
        throw new SessionRefused();
      }
      custody.keep(next.get());
      held = next;
      return next.get();
    } finally {
      refreshing.unlock();
    }
  }

  private void forget() {
    custody.forget();
    held = Optional.empty();
  }
}
