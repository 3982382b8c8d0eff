package com.optalocal.accounts.domain.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VaultFixtureTest {
  @Test
  void every_state_it_makes_is_genuine() {
    VaultFixture fixture = VaultFixture.genesis(People.ANA.id(), 7);
    fixture.apply(fixture.write("ANTHROPIC_API_KEY", "one"));
    VaultFixture.Newcomer newcomer = fixture.newcomer("second-device", MovableClock.START);
    fixture.apply(fixture.countersign(newcomer, fixture.answer(newcomer)));
    fixture.apply(fixture.write("ANTHROPIC_API_KEY", "two"));

    Vault vault = fixture.vault();

    assertThat(vault.chain().devices()).hasSize(2);
    assertThat(vault.items()).hasSize(2);
    assertThat(vault.current().values()).extracting(VaultItem::version).containsExactly(2L);
  }

  @Test
  void the_second_device_opens_what_the_first_sealed() {
    VaultFixture fixture = VaultFixture.genesis(People.ANA.id(), 7);
    VaultFixture.Newcomer newcomer = fixture.newcomer("second-device", MovableClock.START);
    fixture.apply(fixture.countersign(newcomer, fixture.answer(newcomer)));
    fixture.apply(fixture.write("ANTHROPIC_API_KEY", "value"));
    Vault vault = fixture.vault();

    String opened =
        vault
            .items()
            .getFirst()
            .open(vault.epochSecret(newcomer.keys()).orElseThrow())
            .orElseThrow()
            .bytes()
            .use(bytes -> new String(bytes, StandardCharsets.UTF_8));

    assertThat(opened).isEqualTo("value");
  }
}
