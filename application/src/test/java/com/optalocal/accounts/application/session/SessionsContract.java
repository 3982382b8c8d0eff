package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.OpenedSessions;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.Proof;
import com.optalocal.accounts.domain.session.Session;
import com.optalocal.accounts.domain.session.SessionId;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class SessionsContract {
  private static final Instant NOW = MovableClock.START;
  private static final Instant LATER = NOW.plusSeconds(90);
  private static final Hash COOKIE = Sha256.of("cookie");
  private static final Hash TOKEN = Sha256.of("token");
  private static final ByteString SALT = ByteString.copyOf(new SeededRandom(9).next(32));
  private static final Session BROWSER =
      OpenedSessions.of(People.ANA, SessionId.generate(new SeededRandom(11))).withCookie(COOKIE);
  private static final Session TERMINAL =
      Session.opened(
          SessionId.generate(new SeededRandom(12)),
          People.ANA.id(),
          new Proof(SignInMethod.PASSWORD, NOW.minusSeconds(5)),
          new Origin(Optional.of("192.0.2.7"), Optional.of("opta/1")));
  private static final Sessions.RefreshToken FRESH =
      new Sessions.RefreshToken(TOKEN, TERMINAL.id(), NOW, Optional.empty(), Optional.empty());

  protected abstract Sessions sessions();

  /// The users whose sessions they are.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_the_people() {
    users().add(DEFAULT, Account.of(People.ANA));
  }

  @Test
  void a_session_is_found_as_it_was_opened() {
    sessions().open(DEFAULT, BROWSER);
    sessions().open(DEFAULT, TERMINAL);

    assertThat(sessions().find(DEFAULT, BROWSER.id())).contains(BROWSER);
    assertThat(sessions().find(DEFAULT, TERMINAL.id())).contains(TERMINAL);
  }

  @Test
  void a_browser_is_found_by_its_cookie_alone() {
    sessions().open(DEFAULT, BROWSER);
    sessions().open(DEFAULT, TERMINAL);

    assertThat(sessions().findByCookie(DEFAULT, COOKIE)).contains(BROWSER);
    assertThat(sessions().findByCookie(DEFAULT, TOKEN)).isEmpty();
  }

  @Test
  void an_unknown_session_is_absent_and_can_be_ended_without_harm() {
    sessions().end(DEFAULT, BROWSER.id(), NOW);

    assertThat(sessions().find(DEFAULT, BROWSER.id())).isEmpty();
    assertThat(sessions().findRefreshToken(DEFAULT, TOKEN)).isEmpty();
  }

  @Test
  void ending_twice_keeps_the_first_time() {
    sessions().open(DEFAULT, BROWSER);
    sessions().open(DEFAULT, TERMINAL);

    sessions().end(DEFAULT, BROWSER.id(), NOW);
    sessions().end(DEFAULT, BROWSER.id(), LATER);

    assertThat(sessions().findByCookie(DEFAULT, COOKIE))
        .get()
        .extracting(Session::endedAt)
        .isEqualTo(Optional.of(NOW));
    assertThat(sessions().find(DEFAULT, TERMINAL.id())).contains(TERMINAL);
  }

  @Test
  void the_open_ones_of_a_user_are_listed_newest_first() {
    users().add(DEFAULT, Account.of(People.BEN));
    Session bens = OpenedSessions.of(People.BEN, SessionId.generate(new SeededRandom(13)));
    sessions().open(DEFAULT, TERMINAL);
    sessions().open(DEFAULT, BROWSER);
    sessions().open(DEFAULT, bens);

    assertThat(sessions().openOf(DEFAULT, People.ANA.id())).containsExactly(BROWSER, TERMINAL);

    sessions().end(DEFAULT, BROWSER.id(), LATER);

    assertThat(sessions().openOf(DEFAULT, People.ANA.id())).containsExactly(TERMINAL);
    assertThat(sessions().openOf(otherOrganization(), People.ANA.id())).isEmpty();
  }

  @Test
  void an_update_adds_proofs_and_keeps_what_cannot_change() {
    sessions().open(DEFAULT, BROWSER);
    Session proven = BROWSER.proven(new Proof(SignInMethod.TOTP, LATER)).refreshed(LATER);
    Session forged =
        new Session(
            BROWSER.id(),
            People.BEN.id(),
            LATER,
            proven.proofs(),
            Origin.UNKNOWN,
            Optional.empty(),
            Optional.of(LATER),
            Optional.of(LATER));

    sessions().update(DEFAULT, forged);

    assertThat(sessions().find(DEFAULT, BROWSER.id())).contains(proven);
    assertThat(proven.aal()).isEqualTo(Aal.AAL2);
  }

  @Test
  void all_but_one_are_ended_at_once_and_named() {
    sessions().open(DEFAULT, BROWSER);
    sessions().open(DEFAULT, TERMINAL);

    assertThat(sessions().endAll(DEFAULT, People.ANA.id(), Optional.of(BROWSER.id()), LATER))
        .containsExactly(TERMINAL.id());
    assertThat(sessions().openOf(DEFAULT, People.ANA.id())).containsExactly(BROWSER);
    assertThat(sessions().endAll(DEFAULT, People.ANA.id(), Optional.empty(), LATER))
        .containsExactly(BROWSER.id());
    assertThat(sessions().endAll(DEFAULT, People.ANA.id(), Optional.empty(), LATER)).isEmpty();
    assertThat(sessions().find(DEFAULT, TERMINAL.id())).contains(TERMINAL.ended(LATER));
  }

  @Test
  void a_refresh_token_is_found_by_its_hash() {
    sessions().open(DEFAULT, TERMINAL);
    sessions().addRefreshToken(DEFAULT, FRESH);

    assertThat(sessions().findRefreshToken(DEFAULT, TOKEN)).contains(FRESH);
    assertThat(sessions().findRefreshToken(DEFAULT, COOKIE)).isEmpty();
  }

  @Test
  void a_used_token_remembers_when_and_its_successors_salt() {
    sessions().open(DEFAULT, TERMINAL);
    sessions().addRefreshToken(DEFAULT, FRESH);

    sessions().markUsed(DEFAULT, TOKEN, LATER, SALT);

    assertThat(sessions().findRefreshToken(DEFAULT, TOKEN))
        .contains(
            new Sessions.RefreshToken(
                TOKEN, TERMINAL.id(), NOW, Optional.of(LATER), Optional.of(SALT)));
  }

  @Test
  void a_used_token_keeps_its_one_successor() {
    sessions().open(DEFAULT, TERMINAL);
    sessions().addRefreshToken(DEFAULT, FRESH);
    sessions().markUsed(DEFAULT, TOKEN, NOW, SALT);

    sessions().markUsed(DEFAULT, TOKEN, LATER, ByteString.copyOf(new SeededRandom(10).next(32)));

    assertThat(sessions().findRefreshToken(DEFAULT, TOKEN))
        .get()
        .extracting(Sessions.RefreshToken::usedAt, Sessions.RefreshToken::successorSalt)
        .containsExactly(Optional.of(NOW), Optional.of(SALT));
  }

  @Test
  void the_refresh_tokens_of_one_session_can_be_taken_away_used_or_not() {
    Sessions.RefreshToken next =
        new Sessions.RefreshToken(
            Sha256.of("next"), TERMINAL.id(), LATER, Optional.empty(), Optional.empty());
    sessions().open(DEFAULT, TERMINAL);
    sessions().open(DEFAULT, BROWSER);
    sessions().addRefreshToken(DEFAULT, FRESH);
    sessions().markUsed(DEFAULT, TOKEN, NOW, SALT);
    sessions().addRefreshToken(DEFAULT, next);

    sessions().dropRefreshTokens(DEFAULT, BROWSER.id());
    sessions().dropRefreshTokens(otherOrganization(), TERMINAL.id());
    assertThat(sessions().findRefreshToken(DEFAULT, next.hash())).contains(next);

    sessions().dropRefreshTokens(DEFAULT, TERMINAL.id());
    assertThat(sessions().findRefreshToken(DEFAULT, TOKEN)).isEmpty();
    assertThat(sessions().findRefreshToken(DEFAULT, next.hash())).isEmpty();
    assertThat(sessions().find(DEFAULT, TERMINAL.id()).filter(Session::isOpen)).isPresent();
  }

  @Test
  void organizations_do_not_share_sessions() {
    OrgId other = otherOrganization();
    sessions().open(DEFAULT, BROWSER);
    sessions().open(DEFAULT, TERMINAL);
    sessions().addRefreshToken(DEFAULT, FRESH);

    sessions().end(other, BROWSER.id(), NOW);
    sessions().markUsed(other, TOKEN, NOW, SALT);

    assertThat(sessions().find(other, BROWSER.id())).isEmpty();
    assertThat(sessions().findByCookie(other, COOKIE)).isEmpty();
    assertThat(sessions().findRefreshToken(other, TOKEN)).isEmpty();
    assertThat(sessions().find(DEFAULT, BROWSER.id())).contains(BROWSER);
    assertThat(sessions().findRefreshToken(DEFAULT, TOKEN)).contains(FRESH);
  }
}
