package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.Proof;
import com.optalocal.accounts.domain.session.Session;
import com.optalocal.accounts.domain.session.SessionId;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Opens a session for somebody who has just proven who they are: with tokens for programs, with a
/// cookie for browsers. Whoever was banned or removed in the meantime gets none.
public final class OpenSession {
  private final Stores stores;
  private final AccessTokens tokens;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  /// What an opening writes.
  public record Stores(Sessions sessions, Users users, AuditTrail audit) {}

  /// A browser's session: the cookie's value opens it.
  public record BrowserSession(SessionId id, BearerSecret cookie) {}

  public OpenSession(
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

  /// A program's session, with both tokens.
  public Optional<IssuedSession> withTokens(
      OrgId org, Account account, SignInMethod method, Origin origin) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    Session session =
        Session.opened(SessionId.generate(random), account.id(), new Proof(method, now), origin);
    BearerSecret refresh = BearerSecret.generate(random, "");
    BearerSecret access = tokens.issue(account, session, now);
    boolean opened =
        work.atomically(() -> {
          if (!open(org, session)) {
            return false;
          }
          stores
              .sessions()
              .addRefreshToken(
                  org,
                  new Sessions.RefreshToken(
                      refresh.hash(), session.id(), now, Optional.empty(), Optional.empty()));
          return true;
        });
    return opened
        ? Optional.of(
            new IssuedSession(
                account.user(),
                session.id(),
                access,
                refresh,
                now,
                now.plus(AccessTokens.LIFETIME)))
        : Optional.empty();
  }

  public Optional<BrowserSession> withCookie(
      OrgId org, Account account, SignInMethod method, Origin origin) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    BearerSecret cookie = BearerSecret.generate(random, "");
    Session session =
        Session.opened(SessionId.generate(random), account.id(), new Proof(method, now), origin)
            .withCookie(cookie.hash());
    return work.atomically(() -> open(org, session))
        ? Optional.of(new BrowserSession(session.id(), cookie))
        : Optional.empty();
  }

  private boolean open(OrgId org, Session session) {
    Instant now = session.createdAt();
    Optional<Account> account =
        stores.users().find(org, session.user()).filter(found -> !found.standing().isBanned(now));
    if (account.isEmpty()) {
      return false;
    }
    stores.sessions().open(org, session);
    stores.users().update(org, account.get().signedIn(now));
    stores
        .audit()
        .append(
            org.auditLog(),
            AuditEvent.of(
                now,
                AuditAction.SESSION_OPENED,
                AuditField.personal("user", session.user()),
                AuditField.open("session", session.id()),
                AuditField.open("method", session.proofs().getFirst().method().code()),
                AuditField.open("kind", session.cookie().isPresent() ? "browser" : "program")));
    return true;
  }
}
