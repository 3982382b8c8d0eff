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
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.RefreshFamily;
import com.optalocal.accounts.domain.session.Session;
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

    record Banned() implements Outcome {}

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
    // tokens are signed outside: writers queue behind this unit
    return switch (work.atomically(() -> decide(org, presented, freshSalt, now))) {
      case Decision.Renew(var account, var session, var successor) ->
          new Outcome.Refreshed(
              new IssuedSession(
                  account.user(),
                  session.id(),
                  tokens.issue(account, session, now),
                  successor,
                  now,
                  now.plus(AccessTokens.LIFETIME)));
      case Decision.Refuse(var outcome) -> outcome;
    };
  }

  private sealed interface Decision {
    record Renew(Account account, Session session, BearerSecret successor) implements Decision {}

    record Refuse(Outcome outcome) implements Decision {}
  }

  private Decision decide(OrgId org, BearerSecret presented, ByteString freshSalt, Instant now) {
    Optional<Sessions.RefreshToken> known =
        stores.sessions().findRefreshToken(org, presented.hash());
    if (known.isEmpty()) {
      return new Decision.Refuse(new Outcome.UnknownToken());
    }
    Sessions.RefreshToken token = known.get();
    Optional<Session> session =
        stores.sessions().find(org, token.session()).filter(Session::isOpen);
    Optional<Account> account = session.flatMap(s -> stores.users().find(org, s.user()));
    if (session.isEmpty() || account.isEmpty()) {
      return new Decision.Refuse(new Outcome.SessionOver());
    }
    if (account.get().standing().isBanned(now)) {
      return new Decision.Refuse(new Outcome.Banned());
    }
    return switch (RefreshFamily.judge(token.usedAt(), now)) {
      case RefreshFamily.Verdict.Rotate() -> {
        BearerSecret successor = rotate(org, session.get(), token, presented, freshSalt, now);
        yield new Decision.Renew(account.get(), session.get(), successor);
      }
      case RefreshFamily.Verdict.Repeat() ->
          new Decision.Renew(
              account.get(),
              session.get(),
              RefreshSuccessor.of(presented, token.successorSalt().orElseThrow()));
      case RefreshFamily.Verdict.Reused() -> {
        stores.sessions().end(org, token.session(), now);
        record(org, AuditAction.SESSION_REUSE_DETECTED, session.get(), now);
        yield new Decision.Refuse(new Outcome.Reused());
      }
    };
  }

  private BearerSecret rotate(
      OrgId org,
      Session session,
      Sessions.RefreshToken token,
      BearerSecret presented,
      ByteString freshSalt,
      Instant now) {
    BearerSecret successor = RefreshSuccessor.of(presented, freshSalt);
    stores.sessions().markUsed(org, token.hash(), now, freshSalt);
    stores
        .sessions()
        .addRefreshToken(
            org,
            new Sessions.RefreshToken(
                successor.hash(), token.session(), now, Optional.empty(), Optional.empty()));
    stores.sessions().update(org, session.refreshed(now));
    record(org, AuditAction.SESSION_REFRESHED, session, now);
    return successor;
  }

  private void record(OrgId org, AuditAction action, Session session, Instant now) {
    stores
        .audit()
        .append(
            org.auditLog(),
            AuditEvent.of(
                now,
                action,
                AuditField.personal("user", session.user()),
                AuditField.open("session", session.id())));
  }
}
