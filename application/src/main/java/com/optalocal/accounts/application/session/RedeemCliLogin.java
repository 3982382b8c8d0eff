package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.InstantSource;
import java.util.Optional;

/// Exchanges a terminal's code for a session, once, for whoever holds the PKCE verifier. A code
/// that comes with a wrong verifier is spent as well.
public final class RedeemCliLogin {
  private final CliLogins logins;
  private final Users users;
  private final OpenSession openSession;
  private final UnitOfWork work;
  private final InstantSource clock;

  public RedeemCliLogin(
      CliLogins logins,
      Users users,
      OpenSession openSession,
      UnitOfWork work,
      InstantSource clock) {
    this.logins = logins;
    this.users = users;
    this.openSession = openSession;
    this.work = work;
    this.clock = clock;
  }

  public Optional<IssuedSession> redeem(OrgId org, BearerSecret code, BearerSecret verifier) {
    return work.atomically(() -> {
      if (!(logins.findByCode(org, code.hash()).orElse(null) instanceof CliLogin.Relayed relayed)) {
        return Optional.empty();
      }
      logins.put(org, new CliLogin.Spent(relayed.announcement()));
      if (!relayed.redeems(verifier, clock.instant())) {
        return Optional.empty();
      }
      return users
          .find(org, relayed.user())
          .flatMap(account ->
              openSession.withTokens(
                  org, account, SignInMethod.CLI, relayed.announcement().origin()));
    });
  }
}
