package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.application.vault.LogInDevice.Outcome;
import com.optalocal.accounts.application.vault.SettleDevice.Standing;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.crypto.RecoveryKey;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogInDeviceTest {
  private static final String RIGHT = "correct horse battery staple";
  private static final LoopbackPort PORT = new LoopbackPort(9998);

  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());
  private final TestDevice device = new TestDevice("mbp-14", portal, 1);

  @BeforeEach
  void ana_has_a_password() {
    portal.register(People.ANA, Password.of(RIGHT));
  }

  private static Outcome logIn(TestDevice device, Custody custody, LogInDevice.Proof proof) {
    return device
        .logIn()
        .logIn(
            new LogInDevice.Wish(
                InMemoryPortal.URL,
                device.name(),
                new CustodyChoice.Choice(custody, true),
                Optional.empty()),
            proof);
  }

  private static LogInDevice.Proof password(User user, String typed) {
    return new LogInDevice.Proof.WithPassword(user.email().orElseThrow(), Password.of(typed));
  }

  private static Standing standing(Outcome outcome) {
    if (outcome instanceof Outcome.LoggedIn loggedIn) {
      return loggedIn.standing();
    }
    throw new AssertionError("the login was refused");
  }

  @Test
  void the_first_login_founds_the_vault_and_shows_a_recovery_key() {
    Standing standing = standing(logIn(device, Custody.KEYCHAIN, password(People.ANA, RIGHT)));
    assertThat(standing)
        .isInstanceOfSatisfying(
            Standing.Founder.class,
            founder -> assertThat(RecoveryKey.typed(founder.recoveryKey().reveal())).isNotNull());
    assertThat(device.live().areLoaded()).as("an empty vault is a loaded one").isTrue();
    assertThat(device.session().peek()).isPresent();
  }

  @Test
  void the_next_login_on_the_same_device_pulls() {
    logIn(device, Custody.KEYCHAIN, password(People.ANA, RIGHT));
    device.push("ANTHROPIC_API_KEY", "sk-ant-1");
    device.signOut().signOut();
    assertThat(standing(logIn(device, Custody.KEYCHAIN, password(People.ANA, RIGHT))))
        .isInstanceOfSatisfying(
            Standing.Member.class,
            member -> assertThat(member.pulled()).isInstanceOf(PullVault.Outcome.Pulled.class));
    assertThat(device.liveValue("ANTHROPIC_API_KEY")).contains("sk-ant-1");
  }

  @Test
  void a_second_device_gets_six_words_to_show() {
    logIn(device, Custody.KEYCHAIN, password(People.ANA, RIGHT));
    TestDevice second = new TestDevice("desktop", portal, 2);
    assertThat(standing(logIn(second, Custody.KEYCHAIN, password(People.ANA, RIGHT))))
        .isInstanceOfSatisfying(
            Standing.Newcomer.class,
            newcomer -> {
              assertThat(newcomer.approvers()).containsExactly(new DeviceName("mbp-14"));
              assertThat(newcomer.question().words().reveal().split(" ")).hasSize(6);
            });
    assertThat(second.live().areLoaded()).isFalse();
  }

  @Test
  void a_code_and_its_verifier_are_as_good_as_a_password_once() {
    BearerSecret verifier = BearerSecret.generate(new SeededRandom(7), "");
    CliLoginId login =
        device
            .signIn()
            .announce(
                InMemoryPortal.URL,
                PkceChallenge.of(verifier),
                Sha256.of("state"),
                PORT,
                device.name());
    BearerSecret code = portal.consent(People.ANA, login, PORT, "state");
    LogInDevice.Proof proof = new LogInDevice.Proof.Code(code, verifier);
    assertThat(standing(logIn(device, Custody.KEYCHAIN, proof)))
        .isInstanceOf(Standing.Founder.class);
    assertThat(logIn(device, Custody.KEYCHAIN, proof)).isEqualTo(new Outcome.Refused());
  }

  @Test
  void a_wrong_password_changes_nothing_and_another_custody_may_be_chosen_next() {
    assertThat(logIn(device, Custody.KEYCHAIN, password(People.ANA, "wrong")))
        .isEqualTo(new Outcome.Refused());
    assertThat(device.session().peek()).isEmpty();
    assertThat(standing(logIn(device, Custody.PLAIN_FILE, password(People.ANA, RIGHT))))
        .isInstanceOf(Standing.Founder.class);
  }

  @Test
  void once_something_is_kept_another_custody_is_refused_before_the_portal_is_asked() {
    logIn(device, Custody.KEYCHAIN, password(People.ANA, RIGHT));
    device.choice().keepSomething();
    portal.goOffline();
    assertThat(logIn(device, Custody.PLAIN_FILE, password(People.ANA, RIGHT)))
        .isEqualTo(new Outcome.CustodyFixed());
  }

  @Test
  void a_custody_that_does_not_open_stops_the_login_before_the_portal_is_asked() {
    portal.goOffline();
    assertThatThrownBy(() -> logIn(device, Custody.PASSPHRASE_FILE, password(People.ANA, RIGHT)))
        .isInstanceOfSatisfying(
            CustodyUnavailable.class,
            refused ->
                assertThat(refused.reason())
                    .isEqualTo(CustodyUnavailable.Reason.PASSPHRASE_NEEDED));
  }

  @Test
  void the_passphrase_stays_the_callers() {
    try (SecretBytes passphrase = new SecretBytes("open sesame".getBytes(StandardCharsets.UTF_8))) {
      device
          .logIn()
          .logIn(
              new LogInDevice.Wish(
                  InMemoryPortal.URL,
                  device.name(),
                  new CustodyChoice.Choice(Custody.PASSPHRASE_FILE, true),
                  Optional.of(passphrase)),
              password(People.ANA, RIGHT));
      assertThat(passphrase.<Integer>use(bytes -> bytes.length)).isEqualTo(11);
    }
  }

  @Test
  void custody_memory_enrolls_nothing() {
    assertThat(standing(logIn(device, Custody.MEMORY, password(People.ANA, RIGHT))))
        .isEqualTo(new Standing.Apart());
    assertThat(device.identity().enrolled(People.ANA.id())).isEmpty();
    assertThat(portal.stores().vaults().find(InMemoryPortal.ORG, People.ANA.id())).isEmpty();
    assertThat(device.showAccount().show())
        .get()
        .extracting(summary -> summary.user())
        .isEqualTo(People.ANA);
  }

  @Test
  void somebody_elses_login_drops_the_keys_that_were_in_memory() {
    logIn(device, Custody.KEYCHAIN, password(People.ANA, RIGHT));
    device.push("ANTHROPIC_API_KEY", "sk-ant-1");
    device.pull().pull();
    portal.register(People.BEN, Password.of("another long password"));
    logIn(device, Custody.KEYCHAIN, password(People.BEN, "another long password"));
    assertThat(device.live().names()).isEmpty();
    assertThat(device.liveValue("ANTHROPIC_API_KEY")).isEmpty();
  }

  @Test
  void five_waiting_requests_are_enough() {
    logIn(device, Custody.KEYCHAIN, password(People.ANA, RIGHT));
    for (int i = 0; i < 5; i++) {
      logIn(
          new TestDevice("laptop-" + i, portal, 10 + i),
          Custody.KEYCHAIN,
          password(People.ANA, RIGHT));
    }
    assertThat(
            standing(
                logIn(
                    new TestDevice("one-more", portal, 20),
                    Custody.KEYCHAIN,
                    password(People.ANA, RIGHT))))
        .isInstanceOf(Standing.NotAsked.class);
  }
}
