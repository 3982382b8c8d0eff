package com.optalocal.accounts.architecture;

import static com.optalocal.accounts.architecture.Conditions.classes;
import static com.optalocal.accounts.architecture.Conditions.dependOnlyAs;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.optalocal.accounts.adapters.http.violations.AsksTheDatabase;
import com.optalocal.accounts.adapters.sqlite.violations.KnowsAnotherAdapter;
import com.optalocal.accounts.adapters.sqlite.violations.ParsesJson;
import com.optalocal.accounts.bootstrap.violations.SpeaksJavalin;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Rule 2: an adapter knows no other adapter, and each library has its place. The map is closed: a
/// library that it does not name may be used nowhere.
final class Libraries {
  private static final String HTTP = "adapters.http";
  private static final String KEYCHAIN = "adapters.keychain";
  private static final String SQLITE = "adapters.sqlite";
  private static final String SUPABASE = "adapters.supabase";
  private static final String BOOTSTRAP = "bootstrap";
  private static final Set<String> EVERY_MODULE =
      Set.of("domain", "application", HTTP, KEYCHAIN, SQLITE, SUPABASE, BOOTSTRAP);

  /// Package (with what lies below it) and the modules that may know it.
  static final Map<String, Set<String>> PLACES =
      Map.ofEntries(
          Map.entry("org.jspecify", EVERY_MODULE),
          Map.entry("org.bouncycastle", Set.of("domain", KEYCHAIN)),
          Map.entry("io.javalin", Set.of(HTTP)),
          Map.entry("org.eclipse.jetty", Set.of(HTTP)),
          Map.entry("jakarta.servlet", Set.of(HTTP)),
          Map.entry("jakarta.mail", Set.of(HTTP)),
          Map.entry("gg.jte", Set.of(HTTP)),
          Map.entry("com.nimbusds", Set.of(HTTP)),
          Map.entry("com.webauthn4j", Set.of(HTTP)),
          Map.entry("com.google.zxing", Set.of(HTTP)),
          Map.entry("tools.jackson.databind", Set.of(HTTP)),
          Map.entry("tools.jackson.core", Set.of(HTTP, KEYCHAIN)),
          Map.entry("com.github.javakeyring", Set.of(KEYCHAIN)),
          Map.entry("org.jdbi", Set.of(SQLITE, SUPABASE)),
          Map.entry("org.flywaydb", Set.of(SQLITE, SUPABASE)),
          Map.entry("org.sqlite", Set.of(SQLITE)),
          Map.entry("picocli", Set.of(BOOTSTRAP)),
          Map.entry("ch.qos.logback", Set.of(BOOTSTRAP)),
          Map.entry("org.slf4j", Set.of(HTTP, SQLITE, BOOTSTRAP)),
          // the JDK's own, where it is a technology of one adapter
          Map.entry("java.sql", Set.of(SQLITE, SUPABASE)),
          // bootstrap: the tour visits the pages as a browser would
          Map.entry("java.net.http", Set.of(HTTP, BOOTSTRAP)));

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "an adapter knows no other adapter",
              classes()
                  .that(classes("belong to an adapter", c -> Code.isIn(c, Code.ADAPTERS)))
                  .should(dependOnlyAs("depend on no other adapter", Libraries::isNoOtherAdapter))
                  .because("one can then be replaced without reading another (ADR 0002)"),
              KnowsAnotherAdapter.class),
          Rule.of(
              "each library has its place",
              classes()
                  .that(classes("are ours", c -> Code.isIn(c, Code.ROOT)))
                  .should(dependOnlyAs("use a library in its place alone", Libraries::isInPlace))
                  .because("a library that is known in one place can be replaced there (ADR 0002)"),
              AsksTheDatabase.class,
              ParsesJson.class,
              SpeaksJavalin.class));

  private Libraries() {}

  private static boolean isNoOtherAdapter(JavaClass from, JavaClass to) {
    return !Code.isIn(to, Code.ADAPTERS) || Code.moduleOf(from).equals(Code.moduleOf(to));
  }

  private static boolean isInPlace(JavaClass from, JavaClass to) {
    return libraryOf(to)
        .map(library ->
            PLACES.getOrDefault(library, Set.of()).contains(Code.moduleOf(from).orElse("")))
        .orElseGet(() -> Code.isIn(to, Code.ROOT) || isOfTheJdk(to));
  }

  static Optional<String> libraryOf(JavaClass type) {
    return PLACES.keySet().stream().filter(library -> Code.isIn(type, library)).findFirst();
  }

  private static boolean isOfTheJdk(JavaClass type) {
    String name = type.getPackageName();
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("com.sun.net.")
        || name.startsWith("com.sun.security.auth.");
  }
}
