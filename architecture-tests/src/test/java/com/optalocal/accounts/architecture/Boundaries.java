package com.optalocal.accounts.architecture;

import static com.optalocal.accounts.architecture.Conditions.classes;
import static com.optalocal.accounts.architecture.Conditions.dependOnlyAs;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.optalocal.accounts.adapters.http.violations.Exits;
import com.optalocal.accounts.adapters.http.violations.ReadsTheEnvironment;
import com.optalocal.accounts.application.violations.BuildsAnAdapter;
import com.optalocal.accounts.application.violations.KnowsBootstrap;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.Set;

/// Rule 3: bootstrap is the one place that builds, reads the environment and ends the process.
final class Boundaries {
  private static final Set<String> ENDS = Set.of("exit", "halt");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "only bootstrap knows adapters from outside",
              classes()
                  .that(
                      classes(
                          "are no adapter and not bootstrap",
                          c ->
                              Code.isIn(c, Code.ROOT)
                                  && !Code.isIn(c, Code.ADAPTERS)
                                  && !Code.isIn(c, Code.BOOTSTRAP)))
                  .should(
                      dependOnlyAs(
                          "build or know no adapter", (from, to) -> !Code.isIn(to, Code.ADAPTERS)))
                  .because("programs are put together in one place, by hand (ADR 0002)"),
              BuildsAnAdapter.class),
          Rule.of(
              "nothing knows bootstrap",
              classes()
                  .that(classes("are not bootstrap's", c -> !Code.isIn(c, Code.BOOTSTRAP)))
                  .should(
                      dependOnlyAs(
                          "not depend on bootstrap", (from, to) -> !Code.isIn(to, Code.BOOTSTRAP)))
                  .because("what is put together must not know who does it (ADR 0002)"),
              KnowsBootstrap.class),
          Rule.of(
              "only bootstrap reads the environment",
              noClasses()
                  .that(classes("are not bootstrap's", c -> !Code.isIn(c, Code.BOOTSTRAP)))
                  .should()
                  .accessTargetWhere(calls(Set.of("java.lang.System"), Set.of("getenv")))
                  .because("configuration is parsed once and handed over as values"),
              ReadsTheEnvironment.class),
          Rule.of(
              "only bootstrap ends the process",
              noClasses()
                  .that(classes("are not bootstrap's", c -> !Code.isIn(c, Code.BOOTSTRAP)))
                  .should()
                  .accessTargetWhere(calls(Set.of("java.lang.System", "java.lang.Runtime"), ENDS))
                  .because("a library that exits takes its caller along"),
              Exits.class));

  private Boundaries() {}

  static DescribedPredicate<JavaAccess<?>> calls(Set<String> owners, Set<String> names) {
    return target(
        DescribedPredicate.describe(
            String.join(" or ", names) + " of " + String.join(" or ", owners),
            (AccessTarget access) ->
                owners.contains(access.getOwner().getName()) && names.contains(access.getName())));
  }
}
