package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// [AuthorizeCliLogin] and [RedeemCliLogin] together: one terminal's sign-in from announcement to
/// session, and everything that can be wrong on the way.
class TerminalSignInTest {
  private static final LoopbackPort PORT = new LoopbackPort(9998);
  private static final String STATE = "the state that the terminal made";
  private static final DeviceName LAPTOP = new DeviceName("laptop");

  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final AuthorizeCliLogin authorize = portal.authorizeCliLogin();
  private final RedeemCliLogin redeem = portal.redeemCliLogin();
  private final BearerSecret verifier = BearerSecret.generate(new SeededRandom(1), "");

  @BeforeEach
  void register_the_people() {
    portal.register(People.ANA);
    portal.register(People.BEN);
  }

  @Test
  void a_terminal_gets_a_session_of_the_person_who_consented() {
    CliLoginId id = announce();
    assertThat(authorize.pending(DEFAULT, id, STATE))
        .get()
        .extracting(
            CliLogin.Announcement::deviceName,
            CliLogin.Announcement::fromAddress,
            CliLogin.Announcement::at)
        .containsExactly(LAPTOP, "192.0.2.7", MovableClock.START);
    Actor ana = browser(People.ANA);
    assertThat(authorize.consent(ana, id, STATE)).isTrue();
    AuthorizeCliLogin.Relay relay = authorize.relay(ana, id, PORT, STATE).orElseThrow();
    assertThat(relay.port()).isEqualTo(PORT);

    IssuedSession session = redeem.redeem(DEFAULT, relay.code(), verifier).orElseThrow();

    assertThat(session.user()).isEqualTo(People.ANA);
    assertThat(portal.authenticate().byAccessToken(DEFAULT, session.accessToken())).isPresent();
    assertThat(portal.stores().audit().actions(DEFAULT.auditLog()))
        .containsExactly(
            AuditAction.SESSION_OPENED, // the browser's
            AuditAction.CLI_LOGIN_CONSENTED,
            AuditAction.SESSION_OPENED);
  }

  @Test
  void a_wrong_state_shows_consents_and_relays_nothing() {
    CliLoginId id = announce();
    Actor ana = browser(People.ANA);

    assertThat(authorize.pending(DEFAULT, id, "another state")).isEmpty();
    assertThat(authorize.consent(ana, id, "another state")).isFalse();
    assertThat(authorize.consent(ana, id, STATE)).isTrue();
    assertThat(authorize.relay(ana, id, PORT, "another state")).isEmpty();
    assertThat(authorize.relay(ana, id, PORT, STATE)).isPresent();
  }

  @Test
  void nothing_is_relayed_without_consent() {
    CliLoginId id = announce();

    assertThat(authorize.relay(browser(People.ANA), id, PORT, STATE)).isEmpty();
  }

  @Test
  void nobody_relays_on_somebody_elses_consent_or_to_another_port() {
    CliLoginId id = announce();
    Actor ana = browser(People.ANA);
    authorize.consent(ana, id, STATE);

    assertThat(authorize.relay(browser(People.BEN), id, PORT, STATE)).isEmpty();
    assertThat(authorize.relay(ana, id, new LoopbackPort(9999), STATE)).isEmpty();
    assertThat(authorize.relay(ana, id, PORT, STATE)).isPresent();
  }

  @Test
  void consent_and_relay_happen_once() {
    CliLoginId id = announce();
    Actor ana = browser(People.ANA);
    authorize.consent(ana, id, STATE);

    assertThat(authorize.consent(ana, id, STATE)).isFalse();
    assertThat(authorize.consent(browser(People.BEN), id, STATE)).isFalse();
    assertThat(authorize.pending(DEFAULT, id, STATE)).isEmpty();
    assertThat(authorize.relay(ana, id, PORT, STATE)).isPresent();
    assertThat(authorize.relay(ana, id, PORT, STATE)).isEmpty();
  }

  @Test
  void a_denied_login_is_over_and_its_terminal_can_be_told() {
    CliLoginId id = announce();
    Actor ana = browser(People.ANA);

    assertThat(authorize.deny(ana, id, "another state")).isEmpty();
    assertThat(authorize.deny(ana, id, STATE)).contains(PORT);

    assertThat(authorize.deny(ana, id, STATE)).isEmpty();
    assertThat(authorize.pending(DEFAULT, id, STATE)).isEmpty();
    assertThat(authorize.consent(ana, id, STATE)).isFalse();
    assertThat(authorize.relay(ana, id, PORT, STATE)).isEmpty();
    assertThat(portal.stores().audit().actions(DEFAULT.auditLog()))
        .containsExactly(AuditAction.SESSION_OPENED, AuditAction.CLI_LOGIN_DENIED);
  }

  @Test
  void an_announcement_is_over_after_ten_minutes() {
    CliLoginId id = announce();
    Actor ana = browser(People.ANA);
    clock.advance(CliLogin.ANNOUNCED_FOR);

    assertThat(authorize.pending(DEFAULT, id, STATE)).isEmpty();
    assertThat(authorize.consent(ana, id, STATE)).isFalse();
  }

  @Test
  void a_consent_is_over_with_its_announcement() {
    CliLoginId id = announce();
    Actor ana = browser(People.ANA);
    authorize.consent(ana, id, STATE);
    clock.advance(CliLogin.ANNOUNCED_FOR);

    assertThat(authorize.relay(ana, id, PORT, STATE)).isEmpty();
  }

  @Test
  void a_code_is_good_for_one_session() {
    BearerSecret code = code();

    assertThat(redeem.redeem(DEFAULT, code, verifier)).isPresent();
    assertThat(redeem.redeem(DEFAULT, code, verifier)).isEmpty();
  }

  @Test
  void a_wrong_verifier_burns_the_code() {
    BearerSecret code = code();

    assertThat(redeem.redeem(DEFAULT, code, BearerSecret.generate(new SeededRandom(2), "")))
        .isEmpty();
    assertThat(redeem.redeem(DEFAULT, code, verifier)).isEmpty();
  }

  @Test
  void a_code_lives_for_less_than_a_minute() {
    BearerSecret late = code();
    clock.advance(CliLogin.CODE_FOR);
    assertThat(redeem.redeem(DEFAULT, late, verifier)).isEmpty();

    BearerSecret inTime = code();
    clock.advance(CliLogin.CODE_FOR.minus(Duration.ofSeconds(1)));
    assertThat(redeem.redeem(DEFAULT, inTime, verifier)).isPresent();
  }

  @Test
  void a_code_that_nobody_gave_out_opens_nothing() {
    code();

    assertThat(redeem.redeem(DEFAULT, BearerSecret.presented("made up"), verifier)).isEmpty();
    assertThat(redeem.redeem(DEFAULT, verifier, verifier)).isEmpty();
  }

  @Test
  void without_its_event_there_is_no_consent() {
    CliLoginId id = announce();
    Actor ana = browser(People.ANA);
    portal.stores().audit().refuseToAppend();

    assertThatThrownBy(() -> authorize.consent(ana, id, STATE))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(authorize.pending(DEFAULT, id, STATE)).isPresent();
  }

  @Test
  void without_its_event_there_is_no_session_and_the_code_is_not_spent() {
    BearerSecret code = code();
    portal.stores().audit().refuseToAppend();

    assertThatThrownBy(() -> redeem.redeem(DEFAULT, code, verifier))
        .isInstanceOf(StoreUnavailable.class);

    Optional<CliLogin> login = portal.stores().cliLogins().findByCode(DEFAULT, code.hash());
    assertThat(login).get().isInstanceOf(CliLogin.Relayed.class);
  }

  private CliLoginId announce() {
    return authorize.announce(
        DEFAULT, PkceChallenge.of(verifier), Sha256.of(STATE), PORT, LAPTOP, "192.0.2.7");
  }

  private Actor browser(User user) {
    OpenSession.BrowserSession browser =
        portal
            .openSession()
            .withCookie(DEFAULT, Account.of(user), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    return portal.authenticate().byCookie(DEFAULT, browser.cookie()).orElseThrow();
  }

  private BearerSecret code() {
    return portal.consent(People.ANA, announce(), PORT, STATE);
  }
}
