package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Challenges;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.application.identity.Passkeys;
import com.optalocal.accounts.application.identity.WebAuthn;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorName;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.identity.PasskeyId;
import com.optalocal.accounts.domain.identity.WebAuthnAnswer;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Gives somebody who is signed in another way to sign in: a passkey. It counts for two factors, so
/// whoever has a second factor proves that first.
public final class RegisterPasskey {
  private final Stores stores;
  private final AuditTrail audit;
  private final WebAuthn webAuthn;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  /// What a registration reads and writes.
  public record Stores(Passkeys passkeys, Factors factors, Challenges challenges) {}

  public sealed interface Outcome {
    /// @param known the user's passkeys, which the authenticator is not to register again
    record Begun(Challenge challenge, List<Passkey> known) implements Outcome {
      public Begun {
        known = List.copyOf(known);
      }
    }

    record Registered(Passkey passkey) implements Outcome {}

    record TooMany() implements Outcome {}

    record NeedsSecondFactor() implements Outcome {}

    record NoSuchChallenge() implements Outcome {}

    record ChallengeOver() implements Outcome {}

    record Refused() implements Outcome {}

    record KnownAlready() implements Outcome {}
  }

  public RegisterPasskey(
      Stores stores,
      AuditTrail audit,
      WebAuthn webAuthn,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.stores = stores;
    this.audit = audit;
    this.webAuthn = webAuthn;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  public Outcome begin(Actor actor, String address) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    Challenge challenge =
        new Challenge(
            ChallengeId.generate(random),
            new Challenge.Purpose.Registration(actor.userId()),
            ByteString.copyOf(random.next(Challenge.NONCE_BYTES)),
            address,
            now);
    return work.atomically(() -> {
      List<Passkey> known = stores.passkeys().of(actor.org(), actor.userId());
      if (needsSecondFactor(actor)) {
        return new Outcome.NeedsSecondFactor();
      }
      if (known.size() >= Passkey.MAX) {
        return new Outcome.TooMany();
      }
      stores.challenges().add(actor.org(), challenge, now);
      return new Outcome.Begun(challenge, known);
    });
  }

  /// A challenge ends with any answer.
  public Outcome finish(
      Actor actor, ChallengeId id, WebAuthnAnswer.Attestation answer, Optional<FactorName> name) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    Optional<Challenge> challenge = work.atomically(() -> spend(actor, id));
    if (challenge.isEmpty()) {
      return new Outcome.NoSuchChallenge();
    }
    if (challenge.get().isOver(now)) {
      return new Outcome.ChallengeOver();
    }
    // signatures are checked outside: writers queue behind a unit
    return webAuthn.register(challenge.get().nonce(), answer, true)
            instanceof WebAuthn.Verdict.Genuine(var credential)
        ? add(
            actor,
            new Passkey(
                PasskeyId.generate(random),
                actor.userId(),
                name,
                credential,
                now,
                Optional.empty()))
        : new Outcome.Refused();
  }

  private Optional<Challenge> spend(Actor actor, ChallengeId id) {
    Optional<Challenge> found =
        stores
            .challenges()
            .find(actor.org(), id)
            .filter(challenge ->
                challenge.purpose().equals(new Challenge.Purpose.Registration(actor.userId())));
    found.ifPresent(challenge -> stores.challenges().remove(actor.org(), id));
    return found;
  }

  private Outcome add(Actor actor, Passkey passkey) {
    return work.atomically(() -> {
      if (needsSecondFactor(actor)) {
        return new Outcome.NeedsSecondFactor();
      }
      if (stores.passkeys().of(actor.org(), actor.userId()).size() >= Passkey.MAX) {
        return new Outcome.TooMany();
      }
      if (!stores.passkeys().add(actor.org(), passkey)) {
        return new Outcome.KnownAlready();
      }
      audit.append(
          actor.org().auditLog(),
          AuditEvent.of(
              passkey.createdAt(),
              AuditAction.PASSKEY_REGISTERED,
              AuditField.personal("user", actor.userId()),
              AuditField.open("passkey", passkey.id())));
      return new Outcome.Registered(passkey);
    });
  }

  private boolean needsSecondFactor(Actor actor) {
    return actor.aal() != Aal.AAL2
        && stores.factors().of(actor.org(), actor.userId()).stream().anyMatch(Factor::isVerified);
  }
}
