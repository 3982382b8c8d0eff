package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The second step of a sign-in in a browser: whoever has a second factor types a code before their
/// session opens anything.
public final class PassSecondStep {
  private final Factors factors;
  private final JudgeProof judge;
  private final UnitOfWork work;
  private final InstantSource clock;

  /// What came of it.
  public enum Outcome {
    PASSED,
    WRONG,
    TOO_MANY_TRIES,
    SESSION_OVER
  }

  public PassSecondStep(Factors factors, JudgeProof judge, UnitOfWork work, InstantSource clock) {
    this.factors = factors;
    this.judge = judge;
    this.work = work;
    this.clock = clock;
  }

  /// Whether whoever signs in as `user` with one factor has this step before them.
  public boolean awaits(OrgId org, UserId user) {
    return !verified(org, user).isEmpty();
  }

  /// Whether the asker's session waits for it.
  public boolean isPending(Actor actor) {
    return actor.aal() != Aal.AAL2 && awaits(actor.org(), actor.userId());
  }

  /// Takes a code of any of the asker's authenticator apps.
  public Outcome withCode(Actor actor, String typed) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    return outcome(
        work.atomically(
            () -> judge.code(actor, verified(actor.org(), actor.userId()), typed.strip(), now)));
  }

  /// Takes one of the asker's recovery codes, which is used up.
  public Outcome withRecoveryCode(Actor actor, String typed) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    return outcome(work.atomically(() -> judge.recovery(actor, typed, now)));
  }

  private List<Factor> verified(OrgId org, UserId user) {
    return factors.of(org, user).stream().filter(Factor::isVerified).toList();
  }

  private static Outcome outcome(JudgeProof.Judged judged) {
    return switch (judged) {
      case JudgeProof.Judged.Right(var raised) -> Outcome.PASSED;
      case JudgeProof.Judged.Wrong() -> Outcome.WRONG;
      case JudgeProof.Judged.TooManyTries() -> Outcome.TOO_MANY_TRIES;
      case JudgeProof.Judged.SessionOver() -> Outcome.SESSION_OVER;
    };
  }
}
