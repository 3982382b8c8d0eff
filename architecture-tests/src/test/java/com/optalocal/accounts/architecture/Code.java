package com.optalocal.accounts.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The classes that the rules look at, and what their packages say about them.
final class Code {
  static final String ROOT = "com.optalocal.accounts";
  static final String DOMAIN = ROOT + ".domain";
  static final String APPLICATION = ROOT + ".application";
  static final String ADAPTERS = ROOT + ".adapters";
  static final String BOOTSTRAP = ROOT + ".bootstrap";

  /// Everything that is shipped: no test class, no planted violation.
  static final JavaClasses PRODUCTION =
      new ClassFileImporter().withImportOption(Code::isShipped).importPackages(ROOT);

  private Code() {}

  private static boolean isShipped(Location location) {
    return !location.contains("/test-classes/") && !location.contains("-tests.jar");
  }

  /// The compiled tests of one module, from its own folder: no module publishes an adapter's tests.
  static JavaClasses testsOf(String module) {
    Path folder = Path.of(System.getProperty("opta.root"), module);
    if (!Files.isDirectory(folder.resolve("src/test/java"))) {
      return planted(List.of());
    }
    Path classes = folder.resolve("target/test-classes");
    if (!Files.isDirectory(classes)) {
      throw new IllegalStateException(
          "the tests of " + module + " are not compiled: run this through bin/test");
    }
    return new ClassFileImporter().importPath(classes);
  }

  static JavaClasses planted(List<Class<?>> classes) {
    return new ClassFileImporter().importClasses(classes);
  }

  static boolean isIn(JavaClass type, String packageName) {
    String own = type.getPackageName();
    return own.equals(packageName) || own.startsWith(packageName + ".");
  }

  /// `domain`, `application`, `adapters.sqlite`, `bootstrap`; empty for a class that is not ours.
  static Optional<String> moduleOf(JavaClass type) {
    return segments(type).map(s -> s[0].equals("adapters") ? s[0] + "." + s[1] : s[0]);
  }

  /// The first word after the module, if there is one: `vault` for `….adapters.sqlite.vault`.
  static Optional<String> areaOf(JavaClass type) {
    return segments(type)
        .flatMap(s -> Stream.of(s).skip(s[0].equals("adapters") ? 2 : 1).findFirst());
  }

  private static Optional<String[]> segments(JavaClass type) {
    String name = type.getPackageName();
    if (!name.startsWith(ROOT + ".")) {
      return Optional.empty();
    }
    String[] segments = name.substring(ROOT.length() + 1).split("\\.", -1);
    return segments[0].equals("adapters") && segments.length < 2
        ? Optional.empty()
        : Optional.of(segments);
  }
}
