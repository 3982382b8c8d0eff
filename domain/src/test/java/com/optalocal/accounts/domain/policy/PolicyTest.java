package com.optalocal.accounts.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolicyTest {
  private static Rule rule(Rule.Effect effect, String... patterns) {
    return new Rule("r", effect, List.of(patterns), "because");
  }

  @Test
  void what_no_rule_names_is_denied() {
    Decision decision = new Policy("test", List.of()).decide(new Capability("keys_read"));
    assertThat(decision.allowed()).isFalse();
    assertThat(decision.because()).isEqualTo("no rule allows it");
  }

  @Test
  void a_deny_wins_in_every_order() {
    List<Rule> rules =
        new ArrayList<>(
            List.of(
                rule(Rule.Effect.ALLOW, "telemetry_*"),
                rule(Rule.Effect.ALLOW, "telemetry_delete"),
                rule(Rule.Effect.DENY, "telemetry_delete")));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(rules, new Random(seed));
      Policy policy = new Policy("test", rules);
      assertThat(policy.decide(new Capability("telemetry_delete")).allowed()).isFalse();
      assertThat(policy.decide(new Capability("telemetry_read")).allowed()).isTrue();
    }
  }

  @Test
  void the_built_in_layer_blocks_what_the_product_says_it_blocks() {
    for (String blocked : List.of("key_export", "license_override", "telemetry_delete")) {
      assertThat(BuiltInPolicy.POLICY.decide(new Capability(blocked)).allowed()).isFalse();
    }
    assertThat(BuiltInPolicy.POLICY.decide(BuiltInPolicy.KEYS_WRITE).allowed()).isTrue();
    assertThat(BuiltInPolicy.POLICY.decide(new Capability("anything_else")).allowed()).isFalse();
  }

  @Test
  void a_pattern_has_a_form() {
    assertThatIllegalArgumentException().isThrownBy(() -> rule(Rule.Effect.ALLOW, "*"));
    assertThatIllegalArgumentException().isThrownBy(() -> rule(Rule.Effect.ALLOW, "Keys"));
    assertThatIllegalArgumentException().isThrownBy(() -> rule(Rule.Effect.ALLOW, "a*b"));
  }
}
