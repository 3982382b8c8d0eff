package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.identity.Challenges;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.application.identity.RecoveryCodes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.RecoveryCode;
import com.optalocal.accounts.domain.identity.TotpSecret;
import com.optalocal.accounts.domain.identity.WrongTries;
import com.optalocal.accounts.domain.identity.crypto.FactorKey;
import com.optalocal.accounts.domain.identity.crypto.Totp;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Decides whether somebody has proven a second factor, and what follows. Everything happens within
/// the caller's unit of work, so that of two answers with the same code one is right. Wrong ones
/// are counted by user, however many challenges they open.
public final class JudgeProof {
  private final Factors factors;
  private final Challenges challenges;
  private final RecoveryCodes recoveryCodes;
  private final FactorKey key;
  private final AuditTrail audit;
  private final RaiseSession raiseSession;

  /// What came of it.
  sealed interface Judged {
    record Right(RaiseSession.Raised raised) implements Judged {}

    record Wrong() implements Judged {}

    record TooManyTries() implements Judged {}

    record SessionOver() implements Judged {}
  }

  public JudgeProof(
      Factors factors,
      Challenges challenges,
      RecoveryCodes recoveryCodes,
      FactorKey key,
      AuditTrail audit,
      RaiseSession raiseSession) {
    this.factors = factors;
    this.challenges = challenges;
    this.recoveryCodes = recoveryCodes;
    this.key = key;
    this.audit = audit;
    this.raiseSession = raiseSession;
  }

  /// Whether the user may try again now.
  boolean allowsAnother(Actor actor, Instant now) {
    return tries(actor, now).allowsAnother(now);
  }

  /// A code of one of `candidates`.
  Judged code(Actor actor, List<Factor> candidates, String typed, Instant now) {
    if (!allowsAnother(actor, now)) {
      return new Judged.TooManyTries();
    }
    for (Factor factor : candidates) {
      if (factor.means() instanceof Factor.Means.Totp totp) {
        OptionalLong counter = match(actor, factor, totp, typed, now);
        if (counter.isPresent()) {
          Factor.Means used = new Factor.Means.Totp(totp.sealedSecret(), counter.getAsLong());
          return factor(actor, factor.proven(used, now), SignInMethod.TOTP, now);
        }
      }
    }
    return wrong(actor, now);
  }

  /// A recovery code, which is used up.
  Judged recovery(Actor actor, String typed, Instant now) {
    if (!allowsAnother(actor, now)) {
      return new Judged.TooManyTries();
    }
    return uses(actor, typed)
        ? raise(actor, SignInMethod.RECOVERY_CODE, false, now)
        : wrong(actor, now);
  }

  /// `proven`, as it is to be kept from now on. A first proof makes it count, and takes away what
  /// else was enrolled and never proven: somebody else may have left it there.
  Judged factor(Actor actor, Factor proven, SignInMethod method, Instant now) {
    List<Factor> all = factors.of(actor.org(), actor.userId());
    boolean known = all.stream().anyMatch(old -> old.id().equals(proven.id()) && old.isVerified());
    boolean veryFirst = all.stream().noneMatch(Factor::isVerified);
    factors.update(actor.org(), proven);
    if (!known) {
      all.stream()
          .filter(other -> !other.isVerified() && !other.id().equals(proven.id()))
          .forEach(other -> factors.remove(actor.org(), actor.userId(), other.id()));
      record(actor, AuditAction.FACTOR_VERIFIED, now);
    }
    return raise(actor, method, veryFirst, now);
  }

  /// Counts a wrong proof.
  Judged wrong(Actor actor, Instant now) {
    challenges.keepWrongTries(actor.org(), actor.userId(), tries(actor, now).plusOne(now));
    record(actor, AuditAction.FACTOR_REFUSED, now);
    return new Judged.Wrong();
  }

  private Judged raise(Actor actor, SignInMethod method, boolean veryFirst, Instant now) {
    challenges.forgetWrongTries(actor.org(), actor.userId());
    return raiseSession
        .raise(actor, method, veryFirst, now)
        .<Judged>map(Judged.Right::new)
        .orElseGet(Judged.SessionOver::new);
  }

  private OptionalLong match(
      Actor actor, Factor factor, Factor.Means.Totp totp, String typed, Instant now) {
    TotpSecret secret =
        key.open(actor.org(), actor.userId(), factor.id(), totp.sealedSecret())
            .orElseThrow(() -> new IllegalStateException("a factor's secret is not ours"));
    try (secret) {
      return Totp.match(secret, typed, now, totp.lastCounter());
    }
  }

  private boolean uses(Actor actor, String typed) {
    try (RecoveryCode code = RecoveryCode.parse(typed)) {
      return recoveryCodes.use(actor.org(), actor.userId(), code.hash());
    } catch (IllegalArgumentException noCode) {
      return false;
    }
  }

  private WrongTries tries(Actor actor, Instant now) {
    Optional<WrongTries> known = challenges.wrongTries(actor.org(), actor.userId());
    return known.orElseGet(() -> WrongTries.none(now));
  }

  void record(Actor actor, AuditAction action, Instant now) {
    audit.append(
        actor.org().auditLog(),
        AuditEvent.of(
            now,
            action,
            AuditField.personal("user", actor.userId()),
            AuditField.open("session", actor.session())));
  }
}
