package com.optalocal.accounts.adapters.keychain.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.vault.LiveKeys;
import com.optalocal.accounts.application.vault.LiveKeysContract;
import org.junit.jupiter.api.Test;

final class MemoryLiveKeysTest extends LiveKeysContract {
  @Override
  protected LiveKeys emptyLiveKeys() {
    return new MemoryLiveKeys();
  }

  @Test
  void it_does_not_print_what_it_holds() {
    assertThat(new MemoryLiveKeys()).hasToString("MemoryLiveKeys[redacted]");
  }
}
