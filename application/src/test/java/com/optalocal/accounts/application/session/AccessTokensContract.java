package com.optalocal.accounts.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.session.OpenedSessions;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [AccessTokens] keeps.
public abstract class AccessTokensContract {
  private static final Instant NOW = MovableClock.START;
  private static final SessionId ONE = SessionId.generate(new SeededRandom(31));
  private static final SessionId OTHER = SessionId.generate(new SeededRandom(32));

  /// The same tokens each time within one test.
  protected abstract AccessTokens tokens();

  @Test
  void a_token_says_whose_it_is_for_which_session_and_how_long() {
    BearerSecret token =
        tokens().issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, ONE), NOW);

    assertThat(tokens().verify(token, NOW))
        .contains(
            new AccessTokens.Claims(People.ANA.id(), ONE, NOW, NOW.plus(AccessTokens.LIFETIME)));
  }

  @Test
  void tokens_do_not_stand_in_for_each_other() {
    BearerSecret anas =
        tokens().issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, ONE), NOW);
    BearerSecret bens =
        tokens().issue(Account.of(People.BEN), OpenedSessions.of(People.BEN, OTHER), NOW);

    assertThat(anas.constantTimeEquals(bens)).isFalse();
    assertThat(tokens().verify(anas, NOW).map(AccessTokens.Claims::session)).contains(ONE);
    assertThat(tokens().verify(bens, NOW).map(AccessTokens.Claims::user)).contains(People.BEN.id());
  }

  @Test
  void a_token_is_good_until_the_end_of_its_hour_and_not_at_it() {
    BearerSecret token =
        tokens().issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, ONE), NOW);
    Instant end = NOW.plus(AccessTokens.LIFETIME);

    assertThat(tokens().verify(token, end.minusMillis(1))).isPresent();
    assertThat(tokens().verify(token, end)).isEmpty();
    assertThat(tokens().verify(token, end.plusSeconds(1))).isEmpty();
  }

  @Test
  void what_was_not_issued_is_refused() {
    String token =
        tokens().issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, ONE), NOW).reveal();
    char last = token.charAt(token.length() - 1);

    for (String other :
        List.of(
            "x",
            token + "A",
            token.substring(1),
            token.substring(0, token.length() - 1) + (last == 'A' ? 'B' : 'A'),
            " " + token,
            token + "\n",
            "a.b.c",
            "é".repeat(100))) {
      assertThat(tokens().verify(BearerSecret.presented(other), NOW)).isEmpty();
    }
  }
}
