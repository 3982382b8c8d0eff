package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.application.vault.BeginLogin.Difference;
import com.optalocal.accounts.application.vault.BeginLogin.Outcome;
import com.optalocal.accounts.application.vault.BeginLogin.Wish;
import com.optalocal.accounts.application.vault.SettleDevice.Standing;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BeginLoginTest {
  private static final String PASSWORD = "correct horse battery staple";
  private static final Wish NOTHING_SAID = wish(null, null, null, null);

  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());
  private final TestDevice device = new TestDevice("mbp-14", portal, 1);

  private static Wish wish(
      @Nullable String portal,
      @Nullable String email,
      @Nullable Custody custody,
      @Nullable String name) {
    return new Wish(
        Optional.ofNullable(portal).map(PortalUrl::new),
        Optional.ofNullable(email).map(Email::new),
        Optional.ofNullable(custody),
        Optional.ofNullable(name).map(DeviceName::new),
        new DeviceName("host"));
  }

  @BeforeEach
  void ana_has_a_password() {
    portal.register(People.ANA, Password.of(PASSWORD));
  }

  private void logIn(TestDevice device, Custody custody) {
    LogInDevice.Outcome outcome =
        device
            .logIn()
            .logIn(
                new LogInDevice.Wish(
                    InMemoryPortal.URL,
                    device.name(),
                    new CustodyChoice.Choice(custody, true),
                    Optional.empty()),
                new LogInDevice.Proof.WithPassword(
                    People.ANA.email().orElseThrow(), Password.of(PASSWORD)));
    assertThat(outcome).isInstanceOf(LogInDevice.Outcome.LoggedIn.class);
  }

  private static Standing standing(Outcome outcome) {
    if (outcome instanceof Outcome.SignedIn signedIn) {
      return signedIn.standing();
    }
    throw new AssertionError("a sign-in was asked for: " + outcome);
  }

  @Test
  void without_a_session_somebody_has_to_sign_in() {
    assertThat(device.beginLogin().begin(NOTHING_SAID)).isEqualTo(new Outcome.Needed());
  }

  @Test
  void a_session_that_the_portal_ended_is_none() {
    logIn(device, Custody.KEYCHAIN);
    portal.revoke(device.session().peek().orElseThrow().issued().accessToken());
    assertThat(device.beginLogin().begin(NOTHING_SAID)).isEqualTo(new Outcome.Needed());
  }

  @Test
  void a_trusted_device_is_brought_up_to_date_and_asks_nobody() {
    logIn(device, Custody.KEYCHAIN);
    device.push("ANTHROPIC_API_KEY", "sk-ant-1");
    assertThat(standing(device.beginLogin().begin(NOTHING_SAID)))
        .isInstanceOf(Standing.Member.class);
    assertThat(device.liveValue("ANTHROPIC_API_KEY")).contains("sk-ant-1");
  }

  @Test
  void what_was_asked_for_and_is_there_is_no_difference() {
    logIn(device, Custody.KEYCHAIN);
    assertThat(
            standing(
                device
                    .beginLogin()
                    .begin(
                        wish(
                            InMemoryPortal.URL.value(),
                            People.ANA.address(),
                            Custody.KEYCHAIN,
                            "mbp-14"))))
        .isInstanceOf(Standing.Member.class);
  }

  @Test
  void another_session_than_the_one_asked_for_is_never_taken_for_it_and_stays() {
    logIn(device, Custody.KEYCHAIN);
    assertDiffers(wish("https://other.example.com", null, null, null), Difference.PORTAL);
    assertDiffers(wish(null, "ben@example.com", null, null), Difference.EMAIL);
    assertDiffers(wish(null, null, Custody.PLAIN_FILE, null), Difference.CUSTODY);
    assertDiffers(wish(null, null, null, "other"), Difference.DEVICE_NAME);
    assertThat(device.session().peek()).isPresent();
  }

  private void assertDiffers(Wish wish, Difference difference) {
    assertThat(device.beginLogin().begin(wish)).isEqualTo(new Outcome.Differs(difference));
  }

  @Test
  void a_device_that_waits_asks_again_with_the_session_it_has() {
    logIn(device, Custody.KEYCHAIN);
    TestDevice second = new TestDevice("desktop", portal, 2);
    logIn(second, Custody.KEYCHAIN);
    String session = second.session().peek().orElseThrow().issued().id().toString();

    assertThat(standing(second.beginLogin().begin(NOTHING_SAID)))
        .isInstanceOfSatisfying(
            Standing.Newcomer.class,
            newcomer -> assertThat(newcomer.device().name()).isEqualTo(second.name()));
    assertThat(second.session().peek().orElseThrow().issued().id()).hasToString(session);
    assertThat(device.approve().waiting()).as("the first request is withdrawn").hasSize(1);
  }

  @Test
  void a_device_that_was_cut_off_before_it_had_a_vault_makes_it_now() {
    device.choice().choose(new CustodyChoice.Choice(Custody.KEYCHAIN, true), Optional.empty());
    device.signedIn(People.ANA);
    assertThat(standing(device.beginLogin().begin(NOTHING_SAID)))
        .isInstanceOfSatisfying(
            Standing.Founder.class,
            founder -> assertThat(founder.device().name()).hasToString("host"));
  }

  @Test
  void the_portal_off_the_network_is_not_taken_for_a_sign_out() {
    logIn(device, Custody.KEYCHAIN);
    portal.goOffline();
    assertThatThrownBy(() -> device.beginLogin().begin(NOTHING_SAID))
        .isInstanceOf(PortalUnreachable.class);
    assertThat(device.session().peek()).isPresent();
  }

  @Test
  void custody_memory_stays_apart_and_another_one_has_to_be_forced() {
    logIn(device, Custody.MEMORY);
    assertThat(standing(device.beginLogin().begin(NOTHING_SAID))).isEqualTo(new Standing.Apart());
    assertDiffers(wish(null, null, Custody.PLAIN_FILE, null), Difference.KEEPS_NOTHING);
  }

  @Test
  void under_custody_memory_no_vault_opens_whoever_has_one() {
    new TestDevice("other", portal, 3).enrolled(People.ANA);
    logIn(device, Custody.MEMORY);
    for (Runnable use :
        new Runnable[] {
          () -> device.pull().pull(),
          () -> device.push("LMX_TOKEN", "lmx-1"),
          () -> device.listKeys().list(),
          () -> device.listDevices().list()
        }) {
      assertThatThrownBy(use::run)
          .isInstanceOfSatisfying(
              CustodyUnavailable.class,
              refused ->
                  assertThat(refused.reason()).isEqualTo(CustodyUnavailable.Reason.KEEPS_NOTHING));
    }
  }

  @Test
  void where_a_device_stands_is_known_without_the_portal() {
    TestDevice second = new TestDevice("desktop", portal, 2);
    assertThat(second.showStanding().show()).isEqualTo(ShowStanding.Standing.NOBODY);
    logIn(device, Custody.KEYCHAIN);
    logIn(second, Custody.KEYCHAIN);
    TestDevice third = new TestDevice("ci", portal, 3);
    logIn(third, Custody.MEMORY);
    portal.goOffline();

    assertThat(device.showStanding().show()).isEqualTo(ShowStanding.Standing.MEMBER);
    assertThat(second.showStanding().show()).isEqualTo(ShowStanding.Standing.WAITING);
    assertThat(third.showStanding().show()).isEqualTo(ShowStanding.Standing.APART);
  }
}
