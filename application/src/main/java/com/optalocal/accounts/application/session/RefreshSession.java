package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.RefreshFamily;
import com.optalocal.accounts.domain.session.crypto.RefreshSuccessor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Exchanges a refresh token for its successor and a new access token, by [RefreshFamily]'s rule.
public final class RefreshSession {
  private final Stores stores;
  private final AccessTokens tokens;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  /// What a refresh reads and writes.
  public record Stores(Sessions sessions, Users users, AuditTrail audit) {}

  public sealed interface Outcome {
    record Refreshed(IssuedSession session) implements Outcome {}

    record UnknownToken() implements Outcome {}

    record SessionOver() implements Outcome {}

    /// An old token came back: the session has been ended.
    record Reused() implements Outcome {}
  }

  public RefreshSession(
      Stores stores,
      AccessTokens tokens,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.stores = stores;
    this.tokens = tokens;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  public Outcome refresh(OrgId org, BearerSecret presented) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    ByteString freshSalt = ByteString.copyOf(random.next(RefreshSuccessor.SALT_BYTES));
    return work.atomically(() -> refresh(org, presented, freshSalt, now));
  }

  private Outcome refresh(OrgId org, BearerSecret presented, ByteString freshSalt, Instant now) {
    Optional<Sessions.RefreshToken> known =
        stores.sessions().findRefreshToken(org, presented.hash());
    if (known.isEmpty()) {
      return new Outcome.UnknownToken();
    }
    Sessions.RefreshToken token = known.get();
    Optional<Sessions.Session> session =
        stores.sessions().find(org, token.session()).filter(s -> s.endedAt().isEmpty());
    Optional<User> user = session.flatMap(s -> stores.users().find(org, s.user()));
    if (user.isEmpty()) {
      return new Outcome.SessionOver();
    }
    return switch (RefreshFamily.judge(token.usedAt(), now)) {
      case RefreshFamily.Verdict.Rotate() -> {
        BearerSecret successor = RefreshSuccessor.of(presented, freshSalt);
        stores.sessions().markUsed(org, token.hash(), now, freshSalt);
        stores
            .sessions()
            .addRefreshToken(
                org,
                new Sessions.RefreshToken(
                    successor.hash(), token.session(), now, Optional.empty(), Optional.empty()));
        record(org, AuditAction.SESSION_REFRESHED, user.get(), token, now);
        yield issue(user.get(), token, successor, now);
      }
      case RefreshFamily.Verdict.Repeat() ->
          issue(
              user.get(),
              token,
              RefreshSuccessor.of(presented, token.successorSalt().orElseThrow()),
              now);
      case RefreshFamily.Verdict.Reused() -> {
        stores.sessions().end(org, token.session(), now);
        record(org, AuditAction.SESSION_REUSE_DETECTED, user.get(), token, now);
        yield new Outcome.Reused();
      }
    };
  }

  private Outcome issue(
      User user, Sessions.RefreshToken token, BearerSecret successor, Instant now) {
    return new Outcome.Refreshed(
        new IssuedSession(
            user,
            token.session(),
            tokens.issue(user, token.session(), now),
            successor,
            now,
            now.plus(AccessTokens.LIFETIME)));
  }

  private void record(
      OrgId org, AuditAction action, User user, Sessions.RefreshToken token, Instant now) {
    stores
        .audit()
        .append(
            org.auditLog(),
            AuditEvent.of(
                now,
                action,
                AuditField.personal("user", user.id()),
                AuditField.open("session", token.session())));
  }
}
