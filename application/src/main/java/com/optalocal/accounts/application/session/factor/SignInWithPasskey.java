package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Challenges;
import com.optalocal.accounts.application.identity.Passkeys;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.identity.WebAuthn;
import com.optalocal.accounts.application.session.OpenSession;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.identity.WebAuthnAnswer;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Signs somebody in with a passkey alone. Whoever it is, the passkey tells.
public final class SignInWithPasskey {
  private final Stores stores;
  private final OpenSession openSession;
  private final WebAuthn webAuthn;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  /// What a sign-in reads and writes.
  public record Stores(Passkeys passkeys, Users users, Challenges challenges, AuditTrail audit) {}

  public sealed interface Outcome {
    record SignedIn(IssuedSession session) implements Outcome {}

    record NoSuchChallenge() implements Outcome {}

    record ChallengeOver() implements Outcome {}

    /// No such credential, or not a genuine answer by it: not told apart.
    record Refused() implements Outcome {}

    record Banned() implements Outcome {}
  }

  public SignInWithPasskey(
      Stores stores,
      OpenSession openSession,
      WebAuthn webAuthn,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.stores = stores;
    this.openSession = openSession;
    this.webAuthn = webAuthn;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  public Challenge begin(OrgId org, String address) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    Challenge challenge =
        new Challenge(
            ChallengeId.generate(random),
            new Challenge.Purpose.SignIn(),
            ByteString.copyOf(random.next(Challenge.NONCE_BYTES)),
            address,
            now);
    work.atomically(() -> {
      stores.challenges().add(org, challenge, now);
      return challenge;
    });
    return challenge;
  }

  /// A challenge ends with any answer.
  public Outcome finish(OrgId org, ChallengeId id, WebAuthnAnswer.Assertion answer, Origin origin) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    Optional<Challenge> challenge = work.atomically(() -> spend(org, id));
    if (challenge.isEmpty()) {
      return new Outcome.NoSuchChallenge();
    }
    if (challenge.get().isOver(now)) {
      return new Outcome.ChallengeOver();
    }
    Optional<Passkey> claimed =
        stores
            .passkeys()
            .findByCredential(org, answer.credentialId())
            .filter(passkey -> answer.userHandle().equals(Optional.of(passkey.handle())));
    if (claimed.isEmpty()) {
      return new Outcome.Refused();
    }
    Passkey passkey = claimed.get();
    // signatures are checked outside: writers queue behind a unit
    return switch (webAuthn.authenticate(
        challenge.get().nonce(), answer, passkey.credential(), true)) {
      case WebAuthn.Verdict.Genuine(var credential) ->
          work.atomically(() -> use(org, passkey, passkey.used(credential, now)))
              ? open(org, passkey, origin)
              : new Outcome.Refused();
      case WebAuthn.Verdict.Refused() -> new Outcome.Refused();
      case WebAuthn.Verdict.Cloned() -> {
        recordClone(org, passkey, now);
        yield new Outcome.Refused();
      }
    };
  }

  private Optional<Challenge> spend(OrgId org, ChallengeId id) {
    Optional<Challenge> found =
        stores
            .challenges()
            .find(org, id)
            .filter(challenge -> challenge.purpose() instanceof Challenge.Purpose.SignIn);
    found.ifPresent(challenge -> stores.challenges().remove(org, id));
    return found;
  }

  /// False if another answer came first, or the passkey was taken away meanwhile.
  private boolean use(OrgId org, Passkey before, Passkey used) {
    boolean unchanged =
        stores
            .passkeys()
            .findByCredential(org, before.credential().id())
            .filter(current -> current.credential().equals(before.credential()))
            .isPresent();
    if (unchanged) {
      stores.passkeys().update(org, used);
    }
    return unchanged;
  }

  private Outcome open(OrgId org, Passkey passkey, Origin origin) {
    Optional<Account> account = stores.users().find(org, passkey.user());
    return account
        .flatMap(found -> openSession.withTokens(org, found, SignInMethod.PASSKEY, origin))
        .<Outcome>map(Outcome.SignedIn::new)
        .orElseGet(Outcome.Banned::new);
  }

  private void recordClone(OrgId org, Passkey passkey, Instant now) {
    work.atomically(() ->
        stores
            .audit()
            .append(
                org.auditLog(),
                AuditEvent.of(
                    now,
                    AuditAction.AUTHENTICATOR_CLONED,
                    AuditField.personal("user", passkey.user()),
                    AuditField.open("passkey", passkey.id()))));
  }
}
