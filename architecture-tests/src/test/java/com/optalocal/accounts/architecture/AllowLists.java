package com.optalocal.accounts.architecture;

import static com.optalocal.accounts.architecture.Conditions.classes;
import static com.optalocal.accounts.architecture.Conditions.dependOnlyAs;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.optalocal.accounts.application.violations.OpensASocket;
import com.optalocal.accounts.application.violations.SignsByItself;
import com.optalocal.accounts.domain.violations.HashesOutsideCrypto;
import com.optalocal.accounts.domain.violations.KnowsTheApplication;
import com.optalocal.accounts.domain.violations.ReadsAFile;
import com.optalocal.accounts.domain.violations.StartsAThread;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/// Rule 1: what the inner two modules may know of the world. Lists, never `java..`: that admits
/// `java.sql` and `java.net.http`. A package that nothing uses any more leaves the list.
final class AllowLists {
  static final Set<String> DOMAIN_PACKAGES =
      Set.of(
          "java.lang",
          "java.math",
          "java.nio",
          "java.nio.charset",
          "java.time",
          "java.time.temporal",
          "java.util",
          "java.util.function",
          "java.util.regex",
          "java.util.stream",
          "org.jspecify.annotations");

  static final Set<String> APPLICATION_PACKAGES =
      Set.of(
          "java.lang",
          "java.time",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.locks",
          "java.util.function",
          "java.util.stream",
          "org.jspecify.annotations");

  static final Set<String> CRYPTO_PACKAGES =
      Set.of("java.security", "javax.crypto", "javax.crypto.spec", "org.bouncycastle");

  /// Single classes from packages that are not admitted whole.
  static final Set<String> SINGLE_CLASSES = Set.of("java.io.ByteArrayOutputStream");

  /// What `java.lang` and `java.util` hold beside values: ways out of the process or of the thread.
  private static final Set<String> NEVER =
      Set.of(
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ProcessHandle",
          "java.lang.Runtime",
          "java.lang.Thread",
          "java.lang.ClassLoader",
          "java.util.Properties",
          "java.util.ServiceLoader",
          "java.util.Timer");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "the domain stands alone",
              classes()
                  .that(classes("belong to the domain", c -> Code.isIn(c, Code.DOMAIN)))
                  .should(
                      dependOnlyAs("depend on allowed packages alone", AllowLists::allowedInDomain))
                  .because("decisions must run without I/O, a clock or a framework (ADR 0002)"),
              ReadsAFile.class,
              StartsAThread.class,
              HashesOutsideCrypto.class,
              KnowsTheApplication.class),
          Rule.of(
              "the application knows the domain and its own ports",
              classes()
                  .that(classes("belong to the application", c -> Code.isIn(c, Code.APPLICATION)))
                  .should(
                      dependOnlyAs(
                          "depend on allowed packages alone", AllowLists::allowedInApplication))
                  .because("whatever touches the world stands behind a port (ADR 0002)"),
              OpensASocket.class,
              SignsByItself.class));

  private AllowLists() {}

  private static boolean allowedInDomain(JavaClass from, JavaClass to) {
    return Code.isIn(to, Code.DOMAIN)
        || isListed(to, DOMAIN_PACKAGES)
        || SINGLE_CLASSES.contains(to.getName())
        || (isCrypto(from) && isCryptoLibrary(to));
  }

  private static boolean allowedInApplication(JavaClass from, JavaClass to) {
    return Code.isIn(to, Code.DOMAIN)
        || Code.isIn(to, Code.APPLICATION)
        || isListed(to, APPLICATION_PACKAGES);
  }

  private static boolean isListed(JavaClass to, Set<String> packages) {
    return packages.contains(to.getPackageName()) && !NEVER.contains(to.getName());
  }

  private static boolean isCrypto(JavaClass type) {
    return (type.getPackageName() + ".").contains(".crypto.");
  }

  static boolean isCryptoLibrary(JavaClass type) {
    return CRYPTO_PACKAGES.contains(type.getPackageName()) || Code.isIn(type, "org.bouncycastle");
  }
}
