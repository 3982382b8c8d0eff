package com.optalocal.accounts.architecture;

import static com.optalocal.accounts.architecture.Conditions.be;
import static com.optalocal.accounts.architecture.Conditions.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.optalocal.accounts.adapters.sqlite.violations.UntestedUnitOfWork;
import com.optalocal.accounts.application.violations.PortWithoutContract;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Rule 8: a port has one contract, and each class that implements the port is held to it.
final class Ports {
  private static final Map<String, JavaClasses> TESTS =
      Stream.of(
              "application",
              "adapters-http",
              "adapters-keychain",
              "adapters-sqlite",
              "adapters-supabase",
              "bootstrap")
          .collect(Collectors.toMap(Function.identity(), Code::testsOf));

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "a port has a contract",
              classes()
                  .that(classes("are ports", Ports::isPort))
                  .should(be("have a test class …Contract beside them", Ports::hasContract))
                  .because("two adapters of one port must not differ by a letter"),
              PortWithoutContract.class),
          Rule.of(
              "an adapter keeps the contract of its port",
              classes()
                  .that(classes("implement a port", Ports::implementsPort))
                  .should(be("have a test that extends the port's contract", Ports::isTested))
                  .because("a port is what its contract says, not what one adapter happens to do"),
              UntestedUnitOfWork.class));

  private Ports() {}

  private static JavaClasses tests(String module) {
    return Objects.requireNonNull(TESTS.get(module), "a module without tests");
  }

  static boolean isPort(JavaClass type) {
    return Code.isIn(type, Code.APPLICATION)
        && type.isInterface()
        && type.isTopLevelClass()
        && !type.getSimpleName().equals("package-info")
        && !type.reflect().isSealed();
  }

  private static boolean hasContract(JavaClass port) {
    return tests("application").stream()
        .anyMatch(test ->
            test.getName().equals(contractOf(port))
                && test.getModifiers().contains(JavaModifier.ABSTRACT));
  }

  private static String contractOf(JavaClass port) {
    return port.getName() + "Contract";
  }

  private static boolean implementsPort(JavaClass type) {
    return (Code.isIn(type, Code.ADAPTERS) || Code.isIn(type, Code.BOOTSTRAP))
        && !type.isInterface()
        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
        && portsOf(type).findAny().isPresent();
  }

  private static Stream<JavaClass> portsOf(JavaClass type) {
    return type.getAllRawInterfaces().stream().filter(Ports::isPort);
  }

  private static boolean isTested(JavaClass implementation) {
    String module = Code.moduleOf(implementation).orElseThrow().replace('.', '-');
    return portsOf(implementation)
        .allMatch(port ->
            tests(module).stream()
                .anyMatch(
                    test -> keeps(test, contractOf(port)) && meets(test, implementation, port)));
  }

  private static boolean keeps(JavaClass test, String contract) {
    return !test.getModifiers().contains(JavaModifier.ABSTRACT)
        && test.getAllRawSuperclasses().stream().anyMatch(s -> s.getName().equals(contract));
  }

  /// A module's only implementation is the one that its test is about. Of several, the test (or the
  /// class around it) names or is named after the one it means.
  private static boolean meets(JavaClass test, JavaClass implementation, JavaClass port) {
    long siblings =
        Code.PRODUCTION.stream()
            .filter(c -> Code.moduleOf(c).equals(Code.moduleOf(implementation)))
            .filter(c -> implementsPort(c) && portsOf(c).anyMatch(port::equals))
            .count();
    return siblings == 1
        || around(test).getSimpleName().startsWith(implementation.getSimpleName())
        || Stream.of(test, around(test))
            .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
            .anyMatch(d -> d.getTargetClass().equals(implementation));
  }

  private static JavaClass around(JavaClass test) {
    JavaClass outermost = test;
    while (outermost.getEnclosingClass().isPresent()) {
      outermost = outermost.getEnclosingClass().get();
    }
    return outermost;
  }
}
