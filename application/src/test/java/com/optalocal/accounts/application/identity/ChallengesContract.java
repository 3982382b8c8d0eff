package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.WrongTries;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public abstract class ChallengesContract {
  private static final Instant NOW = MovableClock.START;
  private static final UserId ANA = People.ANA.id();

  /// An empty store.
  protected abstract Challenges challenges();

  /// Whom they are for.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_ana() {
    users().add(DEFAULT, Account.of(People.ANA));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void a_challenge_of_any_purpose_is_found_until_it_is_removed_once(int kind) {
    Challenge challenge = challenge(kind, NOW);
    challenges().add(DEFAULT, challenge, NOW);

    assertThat(challenges().find(DEFAULT, challenge.id())).contains(challenge);
    assertThat(challenges().find(otherOrganization(), challenge.id())).isEmpty();
    assertThat(challenges().remove(otherOrganization(), challenge.id())).isFalse();
    assertThat(challenges().remove(DEFAULT, challenge.id())).isTrue();
    assertThat(challenges().remove(DEFAULT, challenge.id())).isFalse();
    assertThat(challenges().find(DEFAULT, challenge.id())).isEmpty();
  }

  @Test
  void those_that_were_over_long_ago_do_not_pile_up() {
    Challenge old = challenge(0, NOW);
    challenges().add(DEFAULT, old, NOW);

    Instant late = NOW.plus(Challenge.LIFETIME);
    challenges().add(DEFAULT, challenge(1, late), late);
    assertThat(challenges().find(DEFAULT, old.id())).as("over lately").contains(old);

    Instant later = late.plus(Duration.ofHours(1));
    challenges().add(DEFAULT, challenge(2, later), later);
    assertThat(challenges().find(DEFAULT, old.id())).isEmpty();
  }

  @Test
  void wrong_tries_are_kept_by_user_and_forgotten() {
    assertThat(challenges().wrongTries(DEFAULT, ANA)).isEmpty();

    WrongTries one = WrongTries.none(NOW).plusOne(NOW);
    challenges().keepWrongTries(DEFAULT, ANA, one);
    challenges().keepWrongTries(DEFAULT, ANA, one.plusOne(NOW));

    assertThat(challenges().wrongTries(DEFAULT, ANA)).contains(new WrongTries(2, NOW));
    assertThat(challenges().wrongTries(DEFAULT, People.BEN.id())).isEmpty();
    assertThat(challenges().wrongTries(otherOrganization(), ANA)).isEmpty();

    challenges().forgetWrongTries(DEFAULT, ANA);
    challenges().forgetWrongTries(DEFAULT, ANA);
    assertThat(challenges().wrongTries(DEFAULT, ANA)).isEmpty();
  }

  private static Challenge challenge(int kind, Instant at) {
    SeededRandom random = new SeededRandom(kind + 1);
    Challenge.Purpose purpose =
        switch (kind) {
          case 0 -> new Challenge.Purpose.OfFactor(ANA, FactorId.generate(random));
          case 1 -> new Challenge.Purpose.Registration(ANA);
          default -> new Challenge.Purpose.SignIn();
        };
    return new Challenge(
        ChallengeId.generate(random), purpose, ByteString.copyOf(random.next(32)), "::1", at);
  }
}
