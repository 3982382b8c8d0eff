package com.optalocal.accounts.domain.policy;

import java.util.Optional;

/// An answer that explains itself: allowed or not, and the rule that decided. Without a rule it is
/// the default, which denies.
public record Decision(Capability capability, boolean allowed, Optional<Rule> decidedBy) {
  public Decision {
    if (allowed && decidedBy.isEmpty()) {
      throw new IllegalArgumentException("only a rule can allow");
    }
  }

  public String because() {
    return decidedBy.map(Rule::because).orElse("no rule allows it");
  }
}
