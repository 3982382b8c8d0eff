package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.User;

/// Sessions that tests begin with.
public final class OpenedSessions {
  private OpenedSessions() {}

  /// A program's session of `user`, by password, from nowhere in particular.
  public static Session of(User user, SessionId id) {
    return Session.opened(
        id, user.id(), new Proof(SignInMethod.PASSWORD, MovableClock.START), Origin.UNKNOWN);
  }
}
