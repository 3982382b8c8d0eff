package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.application.identity.Passkeys;
import com.optalocal.accounts.application.identity.RecoveryCodes;
import com.optalocal.accounts.application.session.Sessions;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// For somebody who lost everything that they prove themselves with: takes all factors, passkeys
/// and recovery codes away and ends every session. The operator's own act.
public final class ResetFactors {
  private final Stores stores;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final InstantSource clock;

  /// What a reset empties.
  public record Stores(
      Factors factors, Passkeys passkeys, RecoveryCodes recoveryCodes, Sessions sessions) {}

  /// How much there was.
  public record Outcome(int factors, int passkeys, int sessions) {}

  public ResetFactors(Stores stores, AuditTrail audit, UnitOfWork work, InstantSource clock) {
    this.stores = stores;
    this.audit = audit;
    this.work = work;
    this.clock = clock;
  }

  public Outcome reset(OrgId org, UserId user) {
    Instant now = clock.instant();
    return work.atomically(() -> {
      List<Factor> factors = stores.factors().of(org, user);
      factors.forEach(factor -> stores.factors().remove(org, user, factor.id()));
      List<Passkey> passkeys = stores.passkeys().of(org, user);
      passkeys.forEach(passkey -> stores.passkeys().remove(org, user, passkey.id()));
      stores.recoveryCodes().replace(org, user, Set.of());
      int ended = stores.sessions().endAll(org, user, Optional.empty(), now).size();
      audit.append(
          org.auditLog(),
          AuditEvent.of(
              now,
              AuditAction.FACTORS_RESET,
              AuditField.personal("user", user),
              AuditField.open("factors", factors.size()),
              AuditField.open("passkeys", passkeys.size())));
      return new Outcome(factors.size(), passkeys.size(), ended);
    });
  }
}
