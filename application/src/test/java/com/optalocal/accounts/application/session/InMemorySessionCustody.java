package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.IssuedSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A custody that answers, or is told to be unavailable.
public final class InMemorySessionCustody implements SessionCustody {
  private @Nullable HeldSession kept;
  private CustodyUnavailable.@Nullable Reason trouble;

  @Override
  public synchronized Optional<HeldSession> load() {
    answer();
    return Optional.ofNullable(kept).map(InMemorySessionCustody::copy);
  }

  @Override
  public synchronized void keep(HeldSession session) {
    answer();
    kept = copy(session);
  }

  @Override
  public synchronized void forget() {
    answer();
    kept = null;
  }

  /// From now on every call is refused for this reason; with null it answers again.
  public synchronized void fail(CustodyUnavailable.@Nullable Reason reason) {
    trouble = reason;
  }

  private void answer() {
    if (trouble != null) {
      throw new CustodyUnavailable(trouble, "memory");
    }
  }

  private static HeldSession copy(HeldSession held) {
    IssuedSession issued = held.issued();
    return new HeldSession(
        held.portal(),
        held.project(),
        new IssuedSession(
            issued.user(),
            issued.id(),
            BearerSecret.presented(issued.accessToken().reveal()),
            BearerSecret.presented(issued.refreshToken().reveal()),
            issued.issuedAt(),
            issued.expiresAt()),
        held.updatedAt());
  }
}
