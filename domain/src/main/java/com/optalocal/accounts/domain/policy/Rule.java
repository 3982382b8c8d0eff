package com.optalocal.accounts.domain.policy;

import java.util.List;

/// One sentence of a policy: what it does, to which capabilities, and why.
///
/// A pattern is a capability, or a prefix and `*`, as in `telemetry_*`.
public record Rule(String id, Effect effect, List<String> patterns, String because) {
  public enum Effect {
    ALLOW("allow"),
    DENY("deny");

    private final String code;

    Effect(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  public Rule {
    patterns = List.copyOf(patterns);
    for (String pattern : patterns) {
      if (!pattern.matches("[a-z][a-z0-9_]{1,63}|[a-z][a-z0-9_]*_\\*")) {
        throw new IllegalArgumentException("a rule's pattern has the wrong form");
      }
    }
  }

  public boolean matches(Capability capability) {
    return patterns.stream()
        .anyMatch(pattern ->
            pattern.endsWith("*")
                ? capability.value().startsWith(pattern.substring(0, pattern.length() - 1))
                : capability.value().equals(pattern));
  }
}
