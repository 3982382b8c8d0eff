package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.organization.Members;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.Session;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Tells who is asking, from an access token or a browser's cookie. Session and user are looked up
/// each time, so that a session that ended a moment ago opens nothing.
public final class Authenticate {
  private final Sessions sessions;
  private final Users users;
  private final Members members;
  private final AccessTokens tokens;
  private final InstantSource clock;

  public Authenticate(
      Sessions sessions, Users users, Members members, AccessTokens tokens, InstantSource clock) {
    this.sessions = sessions;
    this.users = users;
    this.members = members;
    this.tokens = tokens;
    this.clock = clock;
  }

  public Optional<Actor> byAccessToken(OrgId org, BearerSecret token) {
    return tokens
        .verify(token, clock.instant())
        .flatMap(claims ->
            sessions
                .find(org, claims.session())
                .filter(session -> session.user().equals(claims.user())))
        .flatMap(session -> actor(org, session));
  }

  public Optional<Actor> byCookie(OrgId org, BearerSecret cookie) {
    return sessions.findByCookie(org, cookie.hash()).flatMap(session -> actor(org, session));
  }

  private Optional<Actor> actor(OrgId org, Session session) {
    if (!session.isOpen()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    return users
        .find(org, session.user())
        .filter(account -> !account.standing().isBanned(now))
        .map(account ->
            new Actor(
                org,
                account.user(),
                members.role(org, account.id()).orElse(Role.MEMBER),
                session.id(),
                session.aal()));
  }
}
