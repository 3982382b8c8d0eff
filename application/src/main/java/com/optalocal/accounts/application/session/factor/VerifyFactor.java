package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.identity.Challenges;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.application.identity.WebAuthn;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.WebAuthnAnswer;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Takes the answer to a challenge and raises the session that it came from. A challenge ends with
/// its right answer; one to an authenticator ends with any.
public final class VerifyFactor {
  private final Stores stores;
  private final JudgeProof judge;
  private final RaiseSession raiseSession;
  private final WebAuthn webAuthn;
  private final UnitOfWork work;
  private final InstantSource clock;

  /// What an answer is held against.
  public record Stores(Factors factors, Challenges challenges) {}

  /// What somebody answers.
  ///
  /// @param address where the answer comes from
  public record Answer(FactorId factor, ChallengeId challenge, String address, FactorProof proof) {}

  public sealed interface Outcome {
    /// @param session the session's new tokens; empty for a browser's
    record Verified(Optional<IssuedSession> session) implements Outcome {}

    record NoSuchFactor() implements Outcome {}

    record NoSuchChallenge() implements Outcome {}

    record ChallengeOver() implements Outcome {}

    record OtherAddress() implements Outcome {}

    record TooManyTries() implements Outcome {}

    /// A new factor beside one that counts already, or a recovery code without any that counts.
    record NeedsSecondFactor() implements Outcome {}

    record Wrong() implements Outcome {}

    record SessionOver() implements Outcome {}
  }

  /// How far an answer came within a unit of work.
  private sealed interface Step {
    record Asked(Challenge challenge, Factor factor) implements Step {}

    record Judged(JudgeProof.Judged judged) implements Step {}

    record Refused(Outcome outcome) implements Step {}
  }

  public VerifyFactor(
      Stores stores,
      JudgeProof judge,
      RaiseSession raiseSession,
      WebAuthn webAuthn,
      UnitOfWork work,
      InstantSource clock) {
    this.stores = stores;
    this.judge = judge;
    this.raiseSession = raiseSession;
    this.webAuthn = webAuthn;
    this.work = work;
    this.clock = clock;
  }

  public Outcome verify(Actor actor, Answer answer) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    return switch (answer.proof()) {
      case FactorProof.Code(var typed) ->
          conclude(
              work.atomically(() -> {
                Step step = asked(actor, answer, now);
                return step instanceof Step.Asked(var challenge, var factor)
                    ? spend(actor, challenge, judge.code(actor, List.of(factor), typed, now))
                    : step;
              }));
      case FactorProof.Recovery(var typed) ->
          conclude(
              work.atomically(() -> {
                Step step = asked(actor, answer, now);
                return step instanceof Step.Asked(var challenge, var factor)
                    ? spend(actor, challenge, judge.recovery(actor, typed, now))
                    : step;
              }));
      case FactorProof.Authenticator(var told) -> withAuthenticator(actor, answer, told, now);
    };
  }

  private Outcome withAuthenticator(Actor actor, Answer answer, WebAuthnAnswer told, Instant now) {
    Step step =
        work.atomically(() -> {
          Step found = asked(actor, answer, now);
          if (found instanceof Step.Asked(var challenge, var factor)) {
            stores.challenges().remove(actor.org(), challenge.id());
          }
          return found;
        });
    if (!(step instanceof Step.Asked(var challenge, var factor))
        || !(factor.means() instanceof Factor.Means.SecurityKey(var known))) {
      return step instanceof Step.Asked ? new Outcome.Wrong() : conclude(step);
    }
    // signatures are checked outside: writers queue behind a unit
    WebAuthn.Verdict verdict = verdict(challenge, known, told);
    return conclude(work.atomically(() -> new Step.Judged(decide(actor, factor, verdict, now))));
  }

  private WebAuthn.Verdict verdict(
      Challenge challenge, Optional<WebAuthnCredential> known, WebAuthnAnswer told) {
    return switch (told) {
      case WebAuthnAnswer.Attestation attestation ->
          known.isEmpty()
              ? webAuthn.register(challenge.nonce(), attestation, false)
              : new WebAuthn.Verdict.Refused();
      case WebAuthnAnswer.Assertion assertion ->
          known.isPresent()
              ? webAuthn.authenticate(challenge.nonce(), assertion, known.get(), false)
              : new WebAuthn.Verdict.Refused();
    };
  }

  private JudgeProof.Judged decide(
      Actor actor, Factor judged, WebAuthn.Verdict verdict, Instant now) {
    Optional<Factor> current = stores.factors().find(actor.org(), actor.userId(), judged.id());
    // another answer may have moved the count on since
    boolean unchanged = current.filter(it -> it.means().equals(judged.means())).isPresent();
    return switch (verdict) {
      case WebAuthn.Verdict.Genuine(var credential) when unchanged ->
          judge.factor(
              actor,
              judged.proven(new Factor.Means.SecurityKey(Optional.of(credential)), now),
              SignInMethod.WEBAUTHN,
              now);
      case WebAuthn.Verdict.Genuine(var credential) -> judge.wrong(actor, now);
      case WebAuthn.Verdict.Refused() -> judge.wrong(actor, now);
      case WebAuthn.Verdict.Cloned() -> {
        judge.record(actor, AuditAction.AUTHENTICATOR_CLONED, now);
        yield judge.wrong(actor, now);
      }
    };
  }

  /// What `answer` answers, if it may.
  private Step asked(Actor actor, Answer answer, Instant now) {
    Optional<Factor> factor = stores.factors().find(actor.org(), actor.userId(), answer.factor());
    if (factor.isEmpty()) {
      return new Step.Refused(new Outcome.NoSuchFactor());
    }
    Challenge.Purpose purpose = new Challenge.Purpose.OfFactor(actor.userId(), factor.get().id());
    Optional<Challenge> challenge =
        stores
            .challenges()
            .find(actor.org(), answer.challenge())
            .filter(found -> found.purpose().equals(purpose));
    if (challenge.isEmpty()) {
      return new Step.Refused(new Outcome.NoSuchChallenge());
    }
    if (challenge.get().isOver(now)) {
      stores.challenges().remove(actor.org(), answer.challenge());
      return new Step.Refused(new Outcome.ChallengeOver());
    }
    if (!challenge.get().address().equals(answer.address())) {
      return new Step.Refused(new Outcome.OtherAddress());
    }
    if (!judge.allowsAnother(actor, now)) {
      return new Step.Refused(new Outcome.TooManyTries());
    }
    return needsAnother(actor, factor.get(), answer.proof())
        ? new Step.Refused(new Outcome.NeedsSecondFactor())
        : new Step.Asked(challenge.get(), factor.get());
  }

  private boolean needsAnother(Actor actor, Factor factor, FactorProof proof) {
    if (factor.isVerified()) {
      return false;
    }
    boolean beside =
        stores.factors().of(actor.org(), actor.userId()).stream().anyMatch(Factor::isVerified);
    return proof instanceof FactorProof.Recovery || (beside && actor.aal() != Aal.AAL2);
  }

  private Step spend(Actor actor, Challenge challenge, JudgeProof.Judged judged) {
    if (judged instanceof JudgeProof.Judged.Right) {
      stores.challenges().remove(actor.org(), challenge.id());
    }
    return new Step.Judged(judged);
  }

  private Outcome conclude(Step step) {
    return switch (step) {
      case Step.Refused(var outcome) -> outcome;
      case Step.Judged(JudgeProof.Judged.Right(var raised)) ->
          new Outcome.Verified(raiseSession.issue(raised));
      case Step.Judged(JudgeProof.Judged.Wrong()) -> new Outcome.Wrong();
      case Step.Judged(JudgeProof.Judged.TooManyTries()) -> new Outcome.TooManyTries();
      case Step.Judged(JudgeProof.Judged.SessionOver()) -> new Outcome.SessionOver();
      case Step.Asked asked -> throw new IllegalStateException("nobody judged this answer");
    };
  }
}
