package com.optalocal.accounts.domain.policy;

import java.util.List;
import java.util.Optional;

/// A layer of rules. An explicit deny wins over every allow; what no rule names is denied.
public record Policy(String layer, List<Rule> rules) {
  public Policy {
    rules = List.copyOf(rules);
  }

  public Decision decide(Capability capability) {
    return first(capability, Rule.Effect.DENY)
        .or(() -> first(capability, Rule.Effect.ALLOW))
        .map(
            rule -> new Decision(capability, rule.effect() == Rule.Effect.ALLOW, Optional.of(rule)))
        .orElseGet(() -> new Decision(capability, false, Optional.empty()));
  }

  private Optional<Rule> first(Capability capability, Rule.Effect effect) {
    return rules.stream()
        .filter(rule -> rule.effect() == effect && rule.matches(capability))
        .findFirst();
  }
}
