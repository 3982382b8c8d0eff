package com.optalocal.accounts.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The other side of the rules: a rule about a package that does not exist forbids nothing, and a
/// list that admits what nobody uses is wider than it must be.
class TargetsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        Code.DOMAIN,
        Code.APPLICATION,
        Code.BOOTSTRAP,
        Code.ADAPTERS + ".http",
        Code.ADAPTERS + ".keychain",
        Code.ADAPTERS + ".sqlite"
      })
  void every_module_has_classes(String module) {
    assertThat(Code.PRODUCTION.stream().filter(c -> Code.isIn(c, module)))
        .anyMatch(c -> !c.getSimpleName().equals("package-info"));
  }

  @Test
  void the_domain_uses_each_package_it_is_allowed() {
    assertThat(packagesUsedBy(c -> Code.isIn(c, Code.DOMAIN)))
        .containsAll(AllowLists.DOMAIN_PACKAGES);
  }

  @Test
  void the_application_uses_each_package_it_is_allowed() {
    assertThat(packagesUsedBy(c -> Code.isIn(c, Code.APPLICATION)))
        .containsAll(AllowLists.APPLICATION_PACKAGES);
  }

  @Test
  void the_domain_uses_each_single_class_it_is_allowed() {
    assertThat(used(c -> Code.isIn(c, Code.DOMAIN), JavaClass::getName))
        .containsAll(AllowLists.SINGLE_CLASSES);
  }

  @Test
  void cryptography_is_used_where_it_is_allowed() {
    assertThat(Code.PRODUCTION.stream().filter(c -> Code.isIn(c, Code.DOMAIN)))
        .anyMatch(c ->
            c.getDirectDependenciesFromSelf().stream()
                .anyMatch(d -> AllowLists.isCryptoLibrary(d.getTargetClass())));
  }

  @Test
  void each_library_is_used_in_each_of_its_places() {
    Set<String> used =
        Code.PRODUCTION.stream()
            .flatMap(from ->
                from.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .flatMap(to -> Libraries.libraryOf(to).stream())
                    .map(library -> Code.moduleOf(from).orElse("") + " " + library))
            .collect(Collectors.toSet());
    Set<String> admitted =
        Libraries.PLACES.entrySet().stream()
            .flatMap(
                place -> place.getValue().stream().map(module -> module + " " + place.getKey()))
            .filter(place -> !place.startsWith("adapters.supabase"))
            .collect(Collectors.toSet());

    assertThat(used).containsAll(admitted);
  }

  @Test
  void the_areas_of_the_story_exist_in_domain_and_application() {
    for (String module : Set.of(Code.DOMAIN, Code.APPLICATION)) {
      Set<String> areas =
          Code.PRODUCTION.stream()
              .filter(c -> Code.isIn(c, module))
              .flatMap(c -> Code.areaOf(c).stream())
              .collect(Collectors.toSet());

      assertThat(areas)
          .contains("audit", "device", "identity", "organization", "policy", "session", "vault");
    }
  }

  @Test
  void the_types_that_hold_a_secret_are_found() {
    assertThat(Code.PRODUCTION.stream().filter(Secrets::isSecret).map(JavaClass::getSimpleName))
        .contains(
            "SecretBytes",
            "SecretValue",
            "Password",
            "BearerSecret",
            "SigningKey",
            "AgreementSecret",
            "DeviceKeys",
            "RecoveryKey",
            "JoinWords");
  }

  @Test
  void the_ports_of_the_story_are_found() {
    assertThat(Code.PRODUCTION.stream().filter(Ports::isPort).map(JavaClass::getSimpleName))
        .contains("Users", "Sessions", "Vaults", "Keychain", "LiveKeys", "UnitOfWork");
  }

  private static Set<String> packagesUsedBy(Predicate<JavaClass> from) {
    return used(from, JavaClass::getPackageName);
  }

  private static Set<String> used(
      Predicate<JavaClass> from, Function<JavaClass, String> description) {
    return Code.PRODUCTION.stream()
        .filter(from)
        .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
        .map(d -> d.getTargetClass().getBaseComponentType())
        .flatMap(c -> Stream.of(description.apply(c)))
        .collect(Collectors.toSet());
  }
}
