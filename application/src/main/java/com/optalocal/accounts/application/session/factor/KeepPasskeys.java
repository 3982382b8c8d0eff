package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.application.identity.Passkeys;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorName;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.identity.PasskeyId;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.Actor;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Lists, names and takes away passkeys: one's own, and as the operator anybody's.
public final class KeepPasskeys {
  private final Passkeys passkeys;
  private final Factors factors;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;

  /// What came of a removal.
  public enum Removal {
    REMOVED,
    NO_SUCH_PASSKEY,
    /// Whoever has a second factor proves it first.
    NEEDS_SECOND_FACTOR
  }

  public KeepPasskeys(
      Passkeys passkeys, Factors factors, AuditTrail audit, UnitOfWork work, InstantSource clock) {
    this.passkeys = passkeys;
    this.factors = factors;
    this.audit = audit;
    this.work = work;
    this.clock = clock;
  }

  public List<Passkey> list(OrgId org, UserId user) {
    return passkeys.of(org, user);
  }

  /// The passkey under its new name; empty if the asker has no such one.
  public Optional<Passkey> rename(Actor actor, PasskeyId id, FactorName name) {
    return work.atomically(() -> {
      Optional<Passkey> named =
          passkeys.of(actor.org(), actor.userId()).stream()
              .filter(passkey -> passkey.id().equals(id))
              .findFirst()
              .map(passkey -> passkey.named(name));
      named.ifPresent(passkey -> passkeys.update(actor.org(), passkey));
      return named;
    });
  }

  /// By its owner.
  public Removal remove(Actor actor, PasskeyId id) {
    return work.atomically(() -> {
      boolean weak =
          actor.aal() != Aal.AAL2
              && factors.of(actor.org(), actor.userId()).stream().anyMatch(Factor::isVerified);
      return weak ? Removal.NEEDS_SECOND_FACTOR : take(actor.org(), actor.userId(), id, "owner");
    });
  }

  /// By the operator, for somebody else.
  public Removal removeFor(OrgId org, UserId user, PasskeyId id) {
    return work.atomically(() -> take(org, user, id, "operator"));
  }

  private Removal take(OrgId org, UserId user, PasskeyId id, String by) {
    if (!passkeys.remove(org, user, id)) {
      return Removal.NO_SUCH_PASSKEY;
    }
    audit.append(
        org.auditLog(),
        AuditEvent.of(
            clock.instant(),
            AuditAction.PASSKEY_REMOVED,
            AuditField.personal("user", user),
            AuditField.open("passkey", id),
            AuditField.open("by", by)));
    return Removal.REMOVED;
  }
}
