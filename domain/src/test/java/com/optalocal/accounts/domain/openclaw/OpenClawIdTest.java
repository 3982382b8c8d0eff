package com.optalocal.accounts.domain.openclaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.SharedVectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenClawIdTest {
  @Test
  void the_ids_of_the_other_systems_come_out() {
    var cases = SharedVectors.read("rfc.json").get("openclaw_agent_id");
    assertThat(cases.size()).isPositive();
    for (var one : cases) {
      assertThat(OpenClawId.of(one.get("scope").asString()).value())
          .isEqualTo(one.get("agentId").asString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n", "\u00a0\ufeff\u3000"})
  void a_blank_scope_has_no_id(String scope) {
    assertThatIllegalArgumentException().isThrownBy(() -> OpenClawId.of(scope));
  }

  @Test
  void what_javascript_does_not_trim_stays() {
    assertThat(OpenClawId.of("\u001ca")).isNotEqualTo(OpenClawId.of("a"));
    assertThat(OpenClawId.of("\u180ea")).isNotEqualTo(OpenClawId.of("a"));
    assertThat(OpenClawId.of("\u0085a")).isNotEqualTo(OpenClawId.of("a"));
    assertThat(OpenClawId.of("\ufeff a\u00a0")).isEqualTo(OpenClawId.of("a"));
  }

  @Test
  void lone_surrogates_are_one_replacement_character_each() {
    assertThat(OpenClawId.of("\ud800")).isEqualTo(OpenClawId.of("\ufffd"));
    assertThat(OpenClawId.of("\udc00\ud800")).isEqualTo(OpenClawId.of("\ufffd\ufffd"));
    assertThat(OpenClawId.of("\ud83d\ude00")).isNotEqualTo(OpenClawId.of("\ufffd\ufffd"));
  }
}
