package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.FactorName;
import com.optalocal.accounts.domain.identity.TotpSecret;
import com.optalocal.accounts.domain.identity.crypto.FactorKey;
import com.optalocal.accounts.domain.identity.crypto.Totp;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.Actor;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Begins a new second factor. It counts for nothing until it is verified.
public final class EnrollFactor {
  /// How long an enrollment that nobody finished stays in the way of others.
  static final Duration UNVERIFIED_FOR = Duration.ofMinutes(5);

  private final Factors factors;
  private final AuditTrail audit;
  private final FactorKey key;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  public sealed interface Outcome {
    /// The secret is shown now and never again; the caller closes it.
    record AuthenticatorApp(Factor factor, TotpSecret secret) implements Outcome {}

    record SecurityKey(Factor factor) implements Outcome {}

    record TooMany() implements Outcome {}

    /// Whoever has a second factor proves it before they get another.
    record NeedsSecondFactor() implements Outcome {}

    record NameTaken() implements Outcome {}
  }

  public EnrollFactor(
      Factors factors,
      AuditTrail audit,
      FactorKey key,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.factors = factors;
    this.audit = audit;
    this.key = key;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  public Outcome authenticatorApp(Actor actor, Optional<FactorName> name) {
    FactorId id = FactorId.generate(random);
    TotpSecret secret = TotpSecret.generate(random);
    Factor.Means means =
        new Factor.Means.Totp(key.seal(actor.org(), actor.userId(), id, secret), Totp.NEVER);
    Factor factor = factor(actor, id, name, means);
    Outcome outcome = add(actor, factor, new Outcome.AuthenticatorApp(factor, secret));
    if (!(outcome instanceof Outcome.AuthenticatorApp)) {
      secret.close();
    }
    return outcome;
  }

  public Outcome securityKey(Actor actor, Optional<FactorName> name) {
    Factor.Means means = new Factor.Means.SecurityKey(Optional.empty());
    Factor factor = factor(actor, FactorId.generate(random), name, means);
    return add(actor, factor, new Outcome.SecurityKey(factor));
  }

  private Factor factor(Actor actor, FactorId id, Optional<FactorName> name, Factor.Means means) {
    return Factor.enrolled(
        id, actor.userId(), name, means, NoteFields.wholeSeconds(clock.instant()));
  }

  private Outcome add(Actor actor, Factor factor, Outcome added) {
    Instant now = factor.createdAt();
    return work.atomically(() -> {
      removeForgotten(actor, now);
      List<Factor> others = factors.of(actor.org(), actor.userId());
      if (others.size() >= Factor.MAX) {
        return new Outcome.TooMany();
      }
      if (actor.aal() != Aal.AAL2 && others.stream().anyMatch(Factor::isVerified)) {
        return new Outcome.NeedsSecondFactor();
      }
      if (!factors.add(actor.org(), factor)) {
        return new Outcome.NameTaken();
      }
      audit.append(
          actor.org().auditLog(),
          AuditEvent.of(
              now,
              AuditAction.FACTOR_ENROLLED,
              AuditField.personal("user", actor.userId()),
              AuditField.open("factor", factor.id()),
              AuditField.open("type", factor.means().code())));
      return added;
    });
  }

  private void removeForgotten(Actor actor, Instant now) {
    factors.of(actor.org(), actor.userId()).stream()
        .filter(old -> !old.isVerified())
        .filter(old -> !now.isBefore(old.createdAt().plus(UNVERIFIED_FOR)))
        .forEach(old -> factors.remove(actor.org(), actor.userId(), old.id()));
  }
}
