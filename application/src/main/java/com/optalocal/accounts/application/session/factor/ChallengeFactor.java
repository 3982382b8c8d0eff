package com.optalocal.accounts.application.session.factor;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.identity.Challenges;
import com.optalocal.accounts.application.identity.Factors;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.WrongTries;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.session.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Asks somebody to prove one of their factors.
public final class ChallengeFactor {
  private final Factors factors;
  private final Challenges challenges;
  private final UnitOfWork work;
  private final RandomBytes random;
  private final InstantSource clock;

  public sealed interface Outcome {
    record Asked(Challenge challenge, Factor factor) implements Outcome {}

    record NoSuchFactor() implements Outcome {}

    /// They were wrong too often lately.
    record TooManyTries() implements Outcome {}
  }

  public ChallengeFactor(
      Factors factors,
      Challenges challenges,
      UnitOfWork work,
      RandomBytes random,
      InstantSource clock) {
    this.factors = factors;
    this.challenges = challenges;
    this.work = work;
    this.random = random;
    this.clock = clock;
  }

  /// @param address where the question is asked from; the answer must come from there too
  public Outcome ask(Actor actor, FactorId id, String address) {
    Instant now = NoteFields.wholeSeconds(clock.instant());
    Challenge challenge =
        new Challenge(
            ChallengeId.generate(random),
            new Challenge.Purpose.OfFactor(actor.userId(), id),
            ByteString.copyOf(random.next(Challenge.NONCE_BYTES)),
            address,
            now);
    return work.atomically(() -> {
      Optional<Factor> factor = factors.find(actor.org(), actor.userId(), id);
      if (factor.isEmpty()) {
        return new Outcome.NoSuchFactor();
      }
      WrongTries tries =
          challenges.wrongTries(actor.org(), actor.userId()).orElseGet(() -> WrongTries.none(now));
      if (!tries.allowsAnother(now)) {
        return new Outcome.TooManyTries();
      }
      challenges.add(actor.org(), challenge, now);
      factors.update(actor.org(), factor.get().challenged(now));
      return new Outcome.Asked(challenge, factor.get());
    });
  }
}
