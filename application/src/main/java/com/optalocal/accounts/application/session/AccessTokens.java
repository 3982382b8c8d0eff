package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.session.Session;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Signed access tokens (JWT, `typ` `JWT`, `aud` `authenticated`), good for one hour.
public interface AccessTokens {
  Duration LIFETIME = Duration.ofHours(1);

  /// What a genuine token says. Whether the session still lives is another question.
  record Claims(UserId user, SessionId session, Instant issuedAt, Instant expiresAt) {}

  /// A token for `session`, which is `account`'s.
  BearerSecret issue(Account account, Session session, Instant now);

  /// The claims, if signature, algorithm, key id, issuer, audience and times hold at `now`.
  Optional<Claims> verify(BearerSecret token, Instant now);
}
