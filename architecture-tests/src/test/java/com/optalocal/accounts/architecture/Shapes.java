package com.optalocal.accounts.architecture;

import static com.optalocal.accounts.architecture.Conditions.be;
import static com.optalocal.accounts.architecture.Conditions.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.optalocal.accounts.adapters.http.violations.VaultService;
import com.optalocal.accounts.domain.violations.OpenToAnyone;
import com.optalocal.accounts.domain.violations.OpenToSubclasses;
import com.optalocal.accounts.domain.violations.ReadsAFile;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Rules 6 and 7: null is marked everywhere, and the domain's types are closed.
final class Shapes {
  /// The one port that the domain itself needs: keys are made there.
  private static final Set<String> OPEN_INTERFACES = Set.of(Code.DOMAIN + ".RandomBytes");

  private static final Pattern EMPTY_NAMES =
      Pattern.compile(".*(Service|Manager|Helper|Impl|Util|Utils)");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "every package says that null is absent",
              classes()
                  .that(classes("are ours", c -> Code.isIn(c, Code.ROOT)))
                  .should(be("lie in a package that is @NullMarked", Shapes::isNullMarked))
                  .because("NullAway checks marked packages alone, and is silent about others"),
              ReadsAFile.class),
          Rule.of(
              "domain types are closed",
              classes()
                  .that(classes("belong to the domain", c -> Code.isIn(c, Code.DOMAIN)))
                  .should(be("be a record, an enum, sealed or final", Shapes::isClosed))
                  .because("a value that can be subclassed is not valid by construction"),
              OpenToAnyone.class,
              OpenToSubclasses.class),
          Rule.of(
              "names say what a type does",
              classes()
                  .that(classes("are ours", c -> Code.isIn(c, Code.ROOT)))
                  .should(be("not be called Service, Manager, Helper or Impl", Shapes::isNamed))
                  .because("such a name fits anything, so anything gathers there"),
              VaultService.class));

  private Shapes() {}

  private static boolean isNullMarked(JavaClass type) {
    return type.getPackage().isAnnotatedWith("org.jspecify.annotations.NullMarked");
  }

  private static boolean isClosed(JavaClass type) {
    return type.isRecord()
        || type.isEnum()
        || type.isAnonymousClass()
        || type.getModifiers().contains(JavaModifier.FINAL)
        || type.reflect().isSealed()
        || type.getSimpleName().equals("package-info")
        || OPEN_INTERFACES.contains(type.getName());
  }

  private static boolean isNamed(JavaClass type) {
    return !EMPTY_NAMES.matcher(type.getSimpleName()).matches();
  }
}
