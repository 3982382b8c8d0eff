package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class InMemoryKeychainTest extends KeychainContract {
  @Override
  protected Keychain emptyKeychain() {
    return new InMemoryKeychain();
  }

  @Test
  void it_can_be_told_to_refuse_one_entry() {
    InMemoryKeychain keychain = new InMemoryKeychain();
    keychain.refuse(LMX);
    keychain.put(ANTHROPIC, value("sk-ant-1"));
    assertThatThrownBy(() -> keychain.put(LMX, value("lmx-1"))).isInstanceOf(KeychainRefused.class);
    assertThatThrownBy(() -> keychain.get(LMX)).isInstanceOf(KeychainRefused.class);
    assertThat(keychain.names()).containsExactly(ANTHROPIC);
  }

  @Test
  void switched_off_it_answers_nothing() {
    InMemoryKeychain keychain = new InMemoryKeychain();
    keychain.switchOff();
    keychain.put(ANTHROPIC, value("sk-ant-1"));
    assertThat(keychain.isInUse()).isFalse();
    assertThat(keychain.get(ANTHROPIC)).isEmpty();
    assertThat(keychain.names()).isEmpty();
  }
}
