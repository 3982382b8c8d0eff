package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.RecoveryCodes;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.RecoveryCode;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.Actor;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Makes recovery codes, which are shown once. Earlier ones are void.
public final class MakeRecoveryCodes {
  private final RecoveryCodes recoveryCodes;
  private final AuditTrail audit;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  public sealed interface Outcome {
    /// The caller closes them.
    record Made(List<RecoveryCode> codes) implements Outcome {
      public Made {
        codes = List.copyOf(codes);
      }
    }

    record NeedsSecondFactor() implements Outcome {}
  }

  public MakeRecoveryCodes(
      RecoveryCodes recoveryCodes,
      AuditTrail audit,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.recoveryCodes = recoveryCodes;
    this.audit = audit;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  public Outcome make(Actor actor) {
    if (actor.aal() != Aal.AAL2) {
      return new Outcome.NeedsSecondFactor();
    }
    List<RecoveryCode> codes =
        IntStream.range(0, RecoveryCode.COUNT)
            .mapToObj(i -> RecoveryCode.generate(random))
            .toList();
    return work.atomically(() -> {
      recoveryCodes.replace(
          actor.org(),
          actor.userId(),
          codes.stream().map(RecoveryCode::hash).collect(Collectors.toUnmodifiableSet()));
      audit.append(
          actor.org().auditLog(),
          AuditEvent.of(
              clock.instant(),
              AuditAction.RECOVERY_CODES_MADE,
              AuditField.personal("user", actor.userId()),
              AuditField.open("session", actor.session())));
      return new Outcome.Made(codes);
    });
  }
}
