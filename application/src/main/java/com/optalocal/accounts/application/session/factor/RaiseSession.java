package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.session.AccessTokens;
import com.optalocal.accounts.application.session.Sessions;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.Proof;
import com.optalocal.accounts.domain.session.Session;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Instant;
import java.util.Optional;

/// Raises the asker's session to the second level once they have proven a second factor. Their
/// sessions at the first level end, and every refresh token that the session had opens nothing any
/// more: somebody may have one who knows the password alone.
///
/// A terminal's session that a browser consented to stays: since there is a second factor, that
/// browser had to prove it. Only the very first factor ends those too.
public final class RaiseSession {
  private final Sessions sessions;
  private final Users users;
  private final AuditTrail audit;
  private final AccessTokens tokens;
  private final RandomBytes random;

  /// A session that was raised. A program's has a refresh token; a browser keeps its cookie.
  record Raised(Session session, Account account, Optional<BearerSecret> refresh, Instant at) {}

  public RaiseSession(
      Sessions sessions, Users users, AuditTrail audit, AccessTokens tokens, RandomBytes random) {
    this.sessions = sessions;
    this.users = users;
    this.audit = audit;
    this.tokens = tokens;
    this.random = random;
  }

  /// Within the caller's unit of work. Empty if the session is over.
  ///
  /// @param veryFirst whether the user had no second factor until now
  Optional<Raised> raise(Actor actor, SignInMethod method, boolean veryFirst, Instant now) {
    Optional<Session> open = sessions.find(actor.org(), actor.session()).filter(Session::isOpen);
    Optional<Account> account =
        users.find(actor.org(), actor.userId()).filter(found -> !found.standing().isBanned(now));
    if (open.isEmpty() || account.isEmpty()) {
      return Optional.empty();
    }
    Session raised = open.get().proven(new Proof(method, now)).refreshed(now);
    sessions.update(actor.org(), raised);
    endWeakerSessions(actor, veryFirst, now);
    Optional<BearerSecret> refresh =
        raised.cookie().isPresent() ? Optional.empty() : Optional.of(onlyRefreshToken(actor, now));
    audit.append(
        actor.org().auditLog(),
        AuditEvent.of(
            now,
            AuditAction.SESSION_RAISED,
            AuditField.personal("user", actor.userId()),
            AuditField.open("session", actor.session()),
            AuditField.open("method", method.code())));
    return Optional.of(new Raised(raised, account.get(), refresh, now));
  }

  /// Outside of any unit of work, because signing takes time. Empty for a browser's session.
  Optional<IssuedSession> issue(Raised raised) {
    return raised
        .refresh()
        .map(refresh ->
            new IssuedSession(
                raised.account().user(),
                raised.session().id(),
                tokens.issue(raised.account(), raised.session(), raised.at()),
                refresh,
                raised.at(),
                raised.at().plus(AccessTokens.LIFETIME)));
  }

  private void endWeakerSessions(Actor actor, boolean terminalsToo, Instant now) {
    sessions.openOf(actor.org(), actor.userId()).stream()
        .filter(other -> other.aal() == Aal.AAL1 && !other.id().equals(actor.session()))
        .filter(other -> terminalsToo || !isTerminal(other))
        .forEach(other -> sessions.end(actor.org(), other.id(), now));
  }

  private static boolean isTerminal(Session session) {
    return session.proofs().stream().anyMatch(proof -> proof.method() == SignInMethod.CLI);
  }

  private BearerSecret onlyRefreshToken(Actor actor, Instant now) {
    BearerSecret refresh = BearerSecret.generate(random, "");
    sessions.dropRefreshTokens(actor.org(), actor.session());
    sessions.addRefreshToken(
        actor.org(),
        new Sessions.RefreshToken(
            refresh.hash(), actor.session(), now, Optional.empty(), Optional.empty()));
    return refresh;
  }
}
