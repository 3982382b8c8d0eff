package com.optalocal.accounts.adapters.keychain.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.keychain.FakeOsKeychain;
import com.optalocal.accounts.adapters.keychain.OsKeyring;
import com.optalocal.accounts.application.session.CustodyChoice.Choice;
import com.optalocal.accounts.application.session.CustodyChoice.KeychainState;
import com.optalocal.accounts.application.session.InMemoryCustodyChoice;
import com.optalocal.accounts.application.vault.Keychain;
import com.optalocal.accounts.application.vault.KeychainContract;
import com.optalocal.accounts.application.vault.KeychainRefused;
import com.optalocal.accounts.domain.device.Custody;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OsKeychainTest extends KeychainContract {
  private final FakeOsKeychain os = new FakeOsKeychain();

  @Override
  protected Keychain emptyKeychain() {
    return keychain(true);
  }

  private Keychain keychain(boolean copies) {
    InMemoryCustodyChoice choice = new InMemoryCustodyChoice(KeychainState.AVAILABLE);
    choice.choose(new Choice(Custody.PLAIN_FILE, copies), Optional.empty());
    return new OsKeychain(
        os.keyring(OsKeyring.PATIENCE, InstantSource.fixed(Instant.EPOCH)), choice);
  }

  @Test
  void entries_are_under_the_items_name_in_plain_text_where_that_is_possible() {
    Keychain keychain = keychain(true);
    keychain.put(ANTHROPIC, value("sk-ant-1"));
    keychain.put(LMX, value("base64:x"));
    assertThat(os.entries())
        .containsEntry("opta ANTHROPIC_API_KEY", "sk-ant-1")
        .containsEntry("opta LMX_TOKEN", "base64:YmFzZTY0Ong=");
  }

  @Test
  void what_other_programs_put_there_is_taken_as_it_is_or_not_at_all() {
    os.entries().put("opta ANTHROPIC_API_KEY", "base64:not base64!");
    os.entries().put("opta LMX_TOKEN", "");
    Keychain keychain = keychain(true);
    assertThat(bytes(keychain, ANTHROPIC)).contains(hex("base64:not base64!"));
    assertThat(keychain.get(LMX)).isEmpty();
  }

  @Test
  void switched_off_it_answers_nothing_and_takes_nothing() {
    keychain(true).put(ANTHROPIC, value("sk-ant-1"));
    Keychain off = keychain(false);
    assertThat(off.isInUse()).isFalse();
    assertThat(off.get(ANTHROPIC)).isEmpty();
    off.put(LMX, value("lmx-1"));
    off.remove(ANTHROPIC);
    assertThat(os.entries())
        .containsKey("opta ANTHROPIC_API_KEY")
        .doesNotContainKey("opta LMX_TOKEN");
  }

  @Test
  void without_a_choice_it_is_not_in_use() {
    Keychain keychain =
        new OsKeychain(
            os.keyring(OsKeyring.PATIENCE, InstantSource.fixed(Instant.EPOCH)),
            new InMemoryCustodyChoice(KeychainState.AVAILABLE));
    assertThat(keychain.isInUse()).isFalse();
    assertThat(os.connections()).isZero();
  }

  @Test
  void on_a_machine_without_a_keychain_it_is_not_in_use() {
    os.become(FakeOsKeychain.Mood.ABSENT);
    Keychain keychain = keychain(true);
    assertThat(keychain.isInUse()).isFalse();
    keychain.put(ANTHROPIC, value("sk-ant-1"));
    assertThat(keychain.get(ANTHROPIC)).isEmpty();
  }

  @Test
  void a_locked_one_is_in_use_and_refuses_each_entry_without_naming_its_value() {
    Keychain keychain = keychain(true);
    os.become(FakeOsKeychain.Mood.LOOKS_EMPTY);
    assertThat(keychain.isInUse()).isTrue();
    assertThatThrownBy(() -> keychain.get(ANTHROPIC)).isInstanceOf(KeychainRefused.class);
    assertThatThrownBy(() -> keychain.put(ANTHROPIC, value("sk-ant-1")))
        .isInstanceOf(KeychainRefused.class)
        .hasMessageContaining("ANTHROPIC_API_KEY")
        .hasMessageNotContaining("sk-ant-1");
    assertThatThrownBy(() -> keychain.remove(ANTHROPIC)).isInstanceOf(KeychainRefused.class);
    os.become(FakeOsKeychain.Mood.READ_ONLY);
    os.entries().put("opta ready", "opta");
    assertThatThrownBy(() -> keychain.put(ANTHROPIC, value("sk-ant-1")))
        .isInstanceOf(KeychainRefused.class);
  }
}
