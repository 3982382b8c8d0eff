package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Opens a session for somebody who has just proven who they are: with tokens for programs, with a
/// cookie for browsers.
public final class OpenSession {
  private final Sessions sessions;
  private final AccessTokens tokens;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  /// A browser's session: the cookie's value opens it.
  public record BrowserSession(SessionId id, BearerSecret cookie) {}

  public OpenSession(
      Sessions sessions,
      AccessTokens tokens,
      AuditTrail audit,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.audit = audit;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  /// @param method how they proved it, as in `password` or `cli`
  public IssuedSession withTokens(OrgId org, User user, String method) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    SessionId id = SessionId.generate(random);
    BearerSecret refresh = BearerSecret.generate(random, "");
    BearerSecret access = tokens.issue(user, id, now);
    work.atomically(() -> {
      open(org, user, id, Optional.empty(), method, now);
      sessions.addRefreshToken(
          org,
          new Sessions.RefreshToken(refresh.hash(), id, now, Optional.empty(), Optional.empty()));
      return id;
    });
    return new IssuedSession(user, id, access, refresh, now, now.plus(AccessTokens.LIFETIME));
  }

  /// @param method how they proved it
  public BrowserSession withCookie(OrgId org, User user, String method) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    SessionId id = SessionId.generate(random);
    BearerSecret cookie = BearerSecret.generate(random, "");
    work.atomically(() -> {
      open(org, user, id, Optional.of(cookie), method, now);
      return id;
    });
    return new BrowserSession(id, cookie);
  }

  private void open(
      OrgId org,
      User user,
      SessionId id,
      Optional<BearerSecret> cookie,
      String method,
      Instant now) {
    sessions.open(
        org,
        new Sessions.Session(id, user.id(), now, cookie.map(BearerSecret::hash), Optional.empty()));
    audit.append(
        org.auditLog(),
        AuditEvent.of(
            now,
            AuditAction.SESSION_OPENED,
            AuditField.personal("user", user.id()),
            AuditField.open("session", id),
            AuditField.open("method", method),
            AuditField.open("kind", cookie.isPresent() ? "browser" : "program")));
  }
}
