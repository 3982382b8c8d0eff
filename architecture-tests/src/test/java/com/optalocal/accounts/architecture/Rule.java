package com.optalocal.accounts.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// What must be so, and classes that break it on purpose.
record Rule(String name, ArchRule rule, List<Class<?>> planted) {
  Rule {
    planted = List.copyOf(planted);
    if (planted.isEmpty()) {
      throw new IllegalArgumentException("a rule needs a planted violation");
    }
  }

  static Rule of(String name, ArchRule rule, Class<?>... planted) {
    return new Rule(name, rule, List.of(planted));
  }

  @Override
  public String toString() {
    return name;
  }
}
