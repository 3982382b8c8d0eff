package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What ends a session takes the opened keys with it; see also [KeepSession].
class SignOutDeviceTest {
  private static final Duration NEARLY_AN_HOUR = Duration.ofMinutes(58);

  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final TestDevice device = new TestDevice("mbp-14", portal, 1);

  @BeforeEach
  void ana_has_a_key_in_memory() {
    portal.register(People.ANA);
    device.enrolled(People.ANA);
    device.push("ANTHROPIC_API_KEY", "sk-ant-1");
    device.pull().pull();
  }

  @Test
  void signing_out_drops_the_keys_from_memory() {
    assertThat(device.signOut().signOut()).isEqualTo(new SignOutDevice.Outcome.SignedOut(true));
    assertThat(device.live().areLoaded()).isFalse();
    assertThat(device.signOut().signOut()).isEqualTo(new SignOutDevice.Outcome.NobodySignedIn());
  }

  @Test
  void signing_out_offline_drops_them_as_well() {
    portal.goOffline();
    assertThat(device.signOut().signOut()).isEqualTo(new SignOutDevice.Outcome.SignedOut(false));
    assertThat(device.live().areLoaded()).isFalse();
    assertThat(device.session().peek()).isEmpty();
  }

  @Test
  void the_device_keys_stay_and_the_next_sign_in_needs_no_approval() {
    device.signOut().signOut();
    device.signedIn(People.ANA);
    assertThat(device.pull().pull()).isInstanceOf(PullVault.Outcome.Pulled.class);
  }

  @Test
  void upkeep_drops_the_keys_when_the_portal_refuses_to_renew() {
    portal.revoke(device.session().peek().orElseThrow().issued().accessToken());
    clock.advance(NEARLY_AN_HOUR);
    device.keepSession().look();
    assertThat(device.live().areLoaded()).isFalse();
    assertThat(device.session().peek()).isEmpty();
  }

  @Test
  void upkeep_renews_a_session_that_lives() {
    clock.advance(NEARLY_AN_HOUR);
    device.keepSession().look();
    assertThat(device.signIn().refreshes()).isOne();
    assertThat(device.live().areLoaded()).isTrue();
  }

  @Test
  void upkeep_offline_changes_nothing() {
    clock.advance(NEARLY_AN_HOUR);
    portal.goOffline();
    device.keepSession().look();
    assertThat(device.live().areLoaded()).isTrue();
    assertThat(device.session().peek()).isPresent();
  }
}
