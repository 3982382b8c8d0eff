package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PullVaultTest {
  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());
  private final TestDevice first = new TestDevice("first", portal, 1);
  private final TestDevice second = new TestDevice("second", portal, 2);

  @BeforeEach
  void ana_has_two_devices() {
    portal.register(People.ANA);
    first.enrolled(People.ANA);
    second.joinedThrough(first, People.ANA);
  }

  private static PullVault.Outcome pulled(
      SortedSet<SecretName> synced, SortedSet<SecretName> skipped, SortedSet<SecretName> failed) {
    return new PullVault.Outcome.Pulled(synced, skipped, failed, 2);
  }

  private static SortedSet<SecretName> names(String... names) {
    return new TreeSet<>(Arrays.stream(names).map(SecretName::new).toList());
  }

  @Test
  void an_empty_vault_is_pulled_as_well() {
    assertThat(second.pull().pull()).isEqualTo(pulled(names(), names(), names()));
    assertThat(second.live().areLoaded()).isTrue();
  }

  @Test
  void what_one_device_pushed_another_opens_in_memory_and_keychain() {
    first.push("ANTHROPIC_API_KEY", "sk-ant-1");
    first.push("LMX_TOKEN", "lmx-1");
    assertThat(second.pull().pull())
        .isEqualTo(pulled(names("ANTHROPIC_API_KEY", "LMX_TOKEN"), names(), names()));
    assertThat(second.liveValue("ANTHROPIC_API_KEY")).contains("sk-ant-1");
    assertThat(second.keychainValue("LMX_TOKEN")).contains("lmx-1");
  }

  @Test
  void what_is_current_already_is_skipped_and_the_rest_is_synced() {
    first.push("ANTHROPIC_API_KEY", "sk-ant-1");
    second.pull().pull();
    first.push("LMX_TOKEN", "lmx-1");
    assertThat(second.pull().pull())
        .isEqualTo(pulled(names("LMX_TOKEN"), names("ANTHROPIC_API_KEY"), names()));
    first.push("ANTHROPIC_API_KEY", "sk-ant-2");
    assertThat(second.pull().pull())
        .isEqualTo(pulled(names("ANTHROPIC_API_KEY"), names("LMX_TOKEN"), names()));
    assertThat(second.keychainValue("ANTHROPIC_API_KEY")).contains("sk-ant-2");
  }

  @Test
  void a_keychain_that_refuses_one_entry_fails_that_one_only_and_is_retried() {
    first.push("ANTHROPIC_API_KEY", "sk-ant-1");
    first.push("LMX_TOKEN", "lmx-1");
    second.keychain().refuse(new SecretName("LMX_TOKEN"));
    assertThat(second.pull().pull())
        .isEqualTo(pulled(names("ANTHROPIC_API_KEY"), names(), names("LMX_TOKEN")));
    assertThat(second.liveValue("LMX_TOKEN")).as("memory has it all the same").contains("lmx-1");
    second.keychain().allow(new SecretName("LMX_TOKEN"));
    assertThat(second.pull().pull())
        .isEqualTo(pulled(names("LMX_TOKEN"), names("ANTHROPIC_API_KEY"), names()));
  }

  @Test
  void with_the_keychain_switched_off_memory_decides_what_is_current() {
    second.keychain().switchOff();
    first.push("ANTHROPIC_API_KEY", "sk-ant-1");
    assertThat(second.pull().pull())
        .isEqualTo(pulled(names("ANTHROPIC_API_KEY"), names(), names()));
    assertThat(second.pull().pull())
        .isEqualTo(pulled(names(), names("ANTHROPIC_API_KEY"), names()));
    assertThat(second.keychain().names()).isEmpty();
  }

  @Test
  void an_answer_that_was_held_back_does_not_undo_what_a_later_one_brought() {
    first.push("ANTHROPIC_API_KEY", "old");
    AtomicBoolean held = new AtomicBoolean();
    second
        .remote()
        .lieAboutVault(answer -> {
          if (held.compareAndSet(false, true)) {
            first.push("ANTHROPIC_API_KEY", "new");
            second.pull().pull();
          }
          return answer;
        });
    assertThat(second.pull().pull())
        .as("the old answer is thrown away, and the next one is current")
        .isEqualTo(pulled(names(), names("ANTHROPIC_API_KEY"), names()));
    assertThat(second.liveValue("ANTHROPIC_API_KEY")).contains("new");
    assertThat(second.keychainValue("ANTHROPIC_API_KEY")).contains("new");
  }

  @Test
  void a_device_that_was_just_let_in_is_not_shown_an_older_vault() {
    first.push("ANTHROPIC_API_KEY", "old");
    VaultNotes old =
        portal.stores().vaults().find(InMemoryPortal.ORG, People.ANA.id()).orElseThrow();
    first.push("ANTHROPIC_API_KEY", "new");
    TestDevice third = new TestDevice("third", portal, 3);
    third.joinedThrough(first, People.ANA);
    third
        .remote()
        .lieAboutNotes(
            now -> new VaultNotes(now.chain(), now.wraps(), old.items(), old.manifest()));
    assertThat(third.pull().pull())
        .isEqualTo(new PullVault.Outcome.Tampered(VaultFault.ROLLED_BACK));
    assertThat(third.liveValue("ANTHROPIC_API_KEY")).isEmpty();
  }

  @Test
  void a_device_that_is_not_in_the_chain_gets_nothing() {
    first.push("ANTHROPIC_API_KEY", "sk-ant-1");
    TestDevice stranger = new TestDevice("stranger", portal, 3).enrolled(People.ANA);
    assertThat(stranger.pull().pull()).isEqualTo(new PullVault.Outcome.NotTrusted());
    assertThat(stranger.live().areLoaded()).isFalse();
    assertThat(stranger.pins().load(People.ANA.id()))
        .as("a newcomer is not tied to what the portal showed first")
        .isEmpty();
  }

  @Test
  void somebody_without_a_vault_is_told_so() {
    portal.register(People.BEN);
    TestDevice bens = new TestDevice("bens", portal, 3).signedIn(People.BEN);
    assertThat(bens.pull().pull()).isEqualTo(new PullVault.Outcome.NoVault());
  }

  @Test
  void offline_nothing_changes() {
    first.push("ANTHROPIC_API_KEY", "sk-ant-1");
    second.pull().pull();
    portal.goOffline();
    assertThatThrownBy(() -> second.pull().pull()).isInstanceOf(PortalUnreachable.class);
    assertThat(second.liveValue("ANTHROPIC_API_KEY")).contains("sk-ant-1");
  }
}
