package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.Aal;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.OpenedSessions;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.SessionId;
import com.optalocal.accounts.domain.session.SignInMethod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuthenticateTest {
  private final MovableClock clock = new MovableClock();
  private final InMemoryPortalStores stores = new InMemoryPortalStores();
  private final AccessTokens tokens = new InMemoryAccessTokens();
  private final OpenSession open =
      new OpenSession(
          new OpenSession.Stores(stores.sessions(), stores.users(), stores.audit()),
          tokens,
          stores.work(),
          new SeededRandom(1),
          clock);
  private final Authenticate authenticate =
      new Authenticate(stores.sessions(), stores.users(), stores.members(), tokens, clock);

  @BeforeEach
  void register_the_people() {
    stores.users().add(DEFAULT, Account.of(People.ANA));
    stores.users().add(DEFAULT, Account.of(People.BEN));
    stores.members().put(DEFAULT, People.ANA.id(), Role.OWNER);
  }

  @Test
  void an_access_token_tells_who_is_asking_and_in_which_session() {
    IssuedSession issued =
        open.withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();

    assertThat(authenticate.byAccessToken(DEFAULT, issued.accessToken()))
        .contains(new Actor(DEFAULT, People.ANA, Role.OWNER, issued.id(), Aal.AAL1));
  }

  @Test
  void a_cookie_tells_the_same() {
    OpenSession.BrowserSession browser =
        open.withCookie(DEFAULT, Account.of(People.BEN), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();

    assertThat(authenticate.byCookie(DEFAULT, browser.cookie()))
        .contains(new Actor(DEFAULT, People.BEN, Role.MEMBER, browser.id(), Aal.AAL1));
  }

  @Test
  void an_expired_token_opens_nothing() {
    IssuedSession issued =
        open.withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    clock.set(issued.expiresAt());

    assertThat(authenticate.byAccessToken(DEFAULT, issued.accessToken())).isEmpty();
  }

  @Test
  void a_session_that_ended_a_moment_ago_opens_nothing() {
    IssuedSession issued =
        open.withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    OpenSession.BrowserSession browser =
        open.withCookie(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    stores.sessions().end(DEFAULT, issued.id(), clock.instant());
    stores.sessions().end(DEFAULT, browser.id(), clock.instant());

    assertThat(authenticate.byAccessToken(DEFAULT, issued.accessToken())).isEmpty();
    assertThat(authenticate.byCookie(DEFAULT, browser.cookie())).isEmpty();
  }

  @Test
  void a_genuine_token_for_an_unknown_session_opens_nothing() {
    BearerSecret token =
        tokens.issue(
            Account.of(People.ANA),
            OpenedSessions.of(People.ANA, SessionId.generate(new SeededRandom(2))),
            clock.instant());

    assertThat(authenticate.byAccessToken(DEFAULT, token)).isEmpty();
  }

  @Test
  void a_genuine_token_for_somebody_elses_session_opens_nothing() {
    IssuedSession anas =
        open.withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    BearerSecret bens =
        tokens.issue(
            Account.of(People.BEN), OpenedSessions.of(People.BEN, anas.id()), clock.instant());

    assertThat(authenticate.byAccessToken(DEFAULT, bens)).isEmpty();
  }

  @Test
  void secrets_of_one_organization_open_nothing_in_another() {
    IssuedSession issued =
        open.withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    OpenSession.BrowserSession browser =
        open.withCookie(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    OrgId other = new OrgId("other");

    assertThat(authenticate.byAccessToken(other, issued.accessToken())).isEmpty();
    assertThat(authenticate.byCookie(other, browser.cookie())).isEmpty();
  }

  @Test
  void a_refresh_token_is_no_cookie() {
    IssuedSession issued =
        open.withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();

    assertThat(authenticate.byCookie(DEFAULT, issued.refreshToken())).isEmpty();
    assertThat(authenticate.byAccessToken(DEFAULT, issued.refreshToken())).isEmpty();
  }
}
