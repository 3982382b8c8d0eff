package com.optalocal.accounts.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule holds, bites, and says why. A rule that matches no class fails by itself
/// (`archRule.failOnEmptyShould`); what the other side of a rule names is looked for in
/// [TargetsTest].
class RulesTest {
  static Stream<Rule> rules() {
    return Stream.of(
            AllowLists.RULES,
            Libraries.RULES,
            Boundaries.RULES,
            Areas.RULES,
            Ambient.RULES,
            Shapes.RULES,
            Ports.RULES,
            Secrets.RULES,
            Redirects.RULES)
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holds(Rule rule) {
    rule.rule().allowEmptyShould(false).check(Code.PRODUCTION);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void bites_each_planted_violation(Rule rule) {
    EvaluationResult result = rule.rule().evaluate(Code.planted(rule.planted()));

    String report = String.join("\n", result.getFailureReport().getDetails());
    assertThat(result.hasViolation()).isTrue();
    for (Class<?> planted : rule.planted()) {
      assertThat(report).contains(planted.getSimpleName());
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void says_why(Rule rule) {
    assertThat(rule.rule().getDescription()).containsPattern("because .{20,}");
  }
}
