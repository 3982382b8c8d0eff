package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.application.identity.RecoveryCodes;
import com.optalocal.accounts.application.session.Sessions;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.Actor;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/// Takes a second factor away. With the last one that counted go the recovery codes, and every
/// session of the user falls back to the first level at its next refresh.
public final class RemoveFactor {
  private final Factors factors;
  private final RecoveryCodes recoveryCodes;
  private final Sessions sessions;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;

  public sealed interface Outcome {
    record Removed(Factor factor) implements Outcome {}

    record NoSuchFactor() implements Outcome {}

    /// A factor that counts is taken away by somebody who has just proven one.
    record NeedsSecondFactor() implements Outcome {}
  }

  public RemoveFactor(
      Factors factors,
      RecoveryCodes recoveryCodes,
      Sessions sessions,
      AuditTrail audit,
      UnitOfWork work,
      InstantSource clock) {
    this.factors = factors;
    this.recoveryCodes = recoveryCodes;
    this.sessions = sessions;
    this.audit = audit;
    this.work = work;
    this.clock = clock;
  }

  /// By its owner.
  public Outcome remove(Actor actor, FactorId id) {
    return work.atomically(() -> {
      Optional<Factor> factor = factors.find(actor.org(), actor.userId(), id);
      if (factor.filter(Factor::isVerified).isPresent() && actor.aal() != Aal.AAL2) {
        return new Outcome.NeedsSecondFactor();
      }
      return take(actor.org(), actor.userId(), factor, "owner");
    });
  }

  /// By the operator, for somebody else.
  public Outcome removeFor(OrgId org, UserId user, FactorId id) {
    return work.atomically(() -> take(org, user, factors.find(org, user, id), "operator"));
  }

  private Outcome take(OrgId org, UserId user, Optional<Factor> found, String by) {
    if (found.isEmpty()) {
      return new Outcome.NoSuchFactor();
    }
    Factor factor = found.get();
    factors.remove(org, user, factor.id());
    if (factors.of(org, user).stream().noneMatch(Factor::isVerified)) {
      recoveryCodes.replace(org, user, Set.of());
      sessions
          .openOf(org, user)
          .forEach(session -> sessions.update(org, session.withoutSecondFactors()));
    }
    audit.append(
        org.auditLog(),
        AuditEvent.of(
            clock.instant(),
            AuditAction.FACTOR_REMOVED,
            AuditField.personal("user", user),
            AuditField.open("factor", factor.id()),
            AuditField.open("by", by)));
    return new Outcome.Removed(factor);
  }
}
