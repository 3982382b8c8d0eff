package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.session.Session;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Tokens that are good because they are known, not because they are signed.
public final class InMemoryAccessTokens implements AccessTokens {
  private final Map<String, Claims> issued = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();

  @Override
  public BearerSecret issue(Account account, Session session, Instant now) {
    String token = "access-" + count.incrementAndGet();
    issued.put(token, new Claims(account.id(), session.id(), now, now.plus(LIFETIME)));
    return BearerSecret.presented(token);
  }

  @Override
  public Optional<Claims> verify(BearerSecret token, Instant now) {
    return Optional.ofNullable(issued.get(token.reveal()))
        .filter(claims -> now.isBefore(claims.expiresAt()));
  }
}
