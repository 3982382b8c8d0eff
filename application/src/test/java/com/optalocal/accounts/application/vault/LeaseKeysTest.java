package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseKeysTest {
  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());
  private final TestDevice device = new TestDevice("mbp-14", portal, 1);

  @BeforeEach
  void ana_has_three_keys() {
    portal.register(People.ANA);
    device.enrolled(People.ANA);
    device.push("ANTHROPIC_API_KEY", "sk-ant-1");
    device.push("LMX_TOKEN", "lmx-1");
    device.push("NODE_OPTIONS", "--require ./evil.js");
  }

  @Test
  void without_names_every_key_is_lent_but_those_that_would_change_the_program() {
    assertThat(lent(Set.of())).containsExactly("ANTHROPIC_API_KEY=sk-ant-1", "LMX_TOKEN=lmx-1");
  }

  @Test
  void a_name_that_is_asked_for_is_lent_whatever_it_is() {
    assertThat(lent(Set.of(new SecretName("NODE_OPTIONS"))))
        .containsExactly("NODE_OPTIONS=--require ./evil.js");
  }

  @Test
  void one_missing_name_lends_nothing() {
    assertThat(
            device.lease().lease(Set.of(new SecretName("LMX_TOKEN"), new SecretName("NOT_THERE"))))
        .isEqualTo(
            new LeaseKeys.Outcome.Missing(new TreeSet<>(Set.of(new SecretName("NOT_THERE")))));
  }

  @Test
  void a_key_that_another_device_wrote_since_is_fetched() {
    device.pull().pull();
    TestDevice other = new TestDevice("desktop", portal, 2).joinedThrough(device, People.ANA);
    other.push("GITHUB_TOKEN", "gh-1");
    assertThat(lent(Set.of(new SecretName("GITHUB_TOKEN")))).containsExactly("GITHUB_TOKEN=gh-1");
  }

  @Test
  void keys_in_memory_are_lent_without_the_portal() {
    device.pull().pull();
    portal.goOffline();
    assertThat(lent(Set.of())).containsExactly("ANTHROPIC_API_KEY=sk-ant-1", "LMX_TOKEN=lmx-1");
  }

  @Test
  void a_restarted_daemon_pulls_first() {
    TestDevice restarted = device.restarted(2);
    assertThat(restarted.live().areLoaded()).isFalse();
    assertThat(restarted.lease().lease(Set.of())).isInstanceOf(LeaseKeys.Outcome.Leased.class);
    assertThat(restarted.live().areLoaded()).isTrue();
  }

  @Test
  void a_tampered_vault_lends_nothing() {
    device.remote().lieAboutVault(truth -> Optional.empty());
    assertThat(device.lease().lease(Set.of()))
        .isEqualTo(new LeaseKeys.Outcome.Tampered(VaultFault.ROLLED_BACK));
    assertThat(device.live().areLoaded()).isFalse();
  }

  private List<String> lent(Set<SecretName> only) {
    if (device.lease().lease(only) instanceof LeaseKeys.Outcome.Leased leased) {
      return leased.keys().entrySet().stream()
          .map(entry -> entry.getKey() + "=" + TestDevice.reveal(entry.getValue()))
          .toList();
    }
    throw new AssertionError("nothing was lent");
  }
}
