package com.optalocal.accounts.architecture;

import static com.optalocal.accounts.architecture.Conditions.be;
import static com.optalocal.accounts.architecture.Conditions.classes;
import static com.optalocal.accounts.architecture.Conditions.dependOnlyAs;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.optalocal.accounts.application.audit.violations.KnowsTheVault;
import com.optalocal.accounts.domain.identity.violations.KnowsSession;
import com.optalocal.accounts.domain.session.violations.KnowsIdentity;
import com.optalocal.accounts.domain.violations.ReadsAFile;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rule 4: the areas, their order, and no circle among them. Order and circles are held in domain
/// and application, where decisions are made; an adapter's or a command's package is a door, bears
/// the name of the area that it is about, and may show more than one.
final class Areas {
  /// Every area writes the audit log; who reads it has a session. So its reading side stands above
  /// `session`, in a package of its own.
  private static final String READING = "audit.reading";

  /// Height of each area: it may know its own height and what lies below.
  static final Map<String, Integer> HEIGHTS =
      Map.ofEntries(
          Map.entry("audit", 0),
          Map.entry("note", 0),
          Map.entry("redirect", 0),
          Map.entry("openclaw", 0),
          Map.entry("device", 1),
          Map.entry("identity", 1),
          Map.entry("session", 1),
          Map.entry("organization", 1),
          Map.entry("policy", 2),
          Map.entry(READING, 2),
          Map.entry("vault", 3),
          Map.entry("license", 3),
          Map.entry("bridge", 3),
          Map.entry("profile", 3),
          Map.entry("telemetry", 3),
          Map.entry("rollout", 4),
          Map.entry("incident", 4));

  /// Not an area, and no secret of one: what every area's values rest on.
  private static final Set<String> FOUNDATIONS = Set.of("crypto");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "an area does not know a higher one",
              classes()
                  .that(classes("belong to an area within", Areas::hasArea))
                  .should(dependOnlyAs("depend on their height or below", Areas::notUpward))
                  .because("the lower areas are then read and changed alone"),
              KnowsTheVault.class),
          new Rule(
              "areas form no circle",
              slices()
                  .assignedFrom(byArea())
                  .should()
                  .beFreeOfCycles()
                  .because("of two areas that know each other, neither can be read alone"),
              List.of(KnowsSession.class, KnowsIdentity.class)),
          Rule.of(
              "packages are called after areas",
              classes()
                  .that(classes("belong to domain, application or an adapter", Areas::isAreaFirst))
                  .should(be("lie in the module's root or in an area", Areas::isRootOrArea))
                  .because("the same word finds an area in every module"),
              ReadsAFile.class));

  private Areas() {}

  private static boolean hasArea(JavaClass type) {
    return innerArea(type).isPresent();
  }

  /// The area of a class of domain or application; classes in a module's root have none.
  private static Optional<String> innerArea(JavaClass type) {
    if (!Code.isIn(type, Code.DOMAIN) && !Code.isIn(type, Code.APPLICATION)) {
      return Optional.empty();
    }
    return Code.isIn(type, Code.APPLICATION + "." + READING)
        ? Optional.of(READING)
        : Code.areaOf(type).filter(HEIGHTS::containsKey);
  }

  private static int height(JavaClass type) {
    return innerArea(type).map(area -> HEIGHTS.getOrDefault(area, -1)).orElse(-1);
  }

  private static boolean notUpward(JavaClass from, JavaClass to) {
    return height(to) <= height(from);
  }

  private static boolean isAreaFirst(JavaClass type) {
    return Code.isIn(type, Code.DOMAIN)
        || Code.isIn(type, Code.APPLICATION)
        || Code.isIn(type, Code.ADAPTERS);
  }

  private static boolean isRootOrArea(JavaClass type) {
    return Code.areaOf(type)
        .map(area -> HEIGHTS.containsKey(area) || FOUNDATIONS.contains(area))
        .orElse(true);
  }

  private static SliceAssignment byArea() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return innerArea(type).map(SliceIdentifier::of).orElseGet(SliceIdentifier::ignore);
      }

      @Override
      public String getDescription() {
        return "areas";
      }
    };
  }
}
