package com.optalocal.accounts.architecture;

import static com.optalocal.accounts.architecture.Conditions.classes;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.optalocal.accounts.adapters.sqlite.violations.ChangesCaseByLocale;
import com.optalocal.accounts.adapters.sqlite.violations.DrawsRandomness;
import com.optalocal.accounts.adapters.sqlite.violations.ReadsTheClock;
import com.optalocal.accounts.adapters.sqlite.violations.UsesTheDefaultCharset;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Rule 5: time, chance, language and encoding come in by constructor or are spelled out.
final class Ambient {
  private static final Set<String> RANDOM =
      Set.of(
          "java.security.SecureRandom",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.concurrent.ThreadLocalRandom");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "nobody reads the clock",
              noClasses()
                  .that(classes("are not bootstrap's", c -> !Code.isIn(c, Code.BOOTSTRAP)))
                  .should()
                  .accessTargetWhere(reaches("the system's clock", Ambient::isClock))
                  .because("a decision about time must be repeatable: take an InstantSource"),
              ReadsTheClock.class),
          Rule.of(
              "nobody draws randomness",
              noClasses()
                  .that(classes("are not bootstrap's", c -> !Code.isIn(c, Code.BOOTSTRAP)))
                  .should()
                  .accessTargetWhere(reaches("the system's randomness", Ambient::isRandomness))
                  .because("one reviewed source makes every key: take RandomBytes"),
              DrawsRandomness.class),
          Rule.of(
              "nothing depends on the machine's language",
              noClasses()
                  .should()
                  .accessTargetWhere(reaches("the default locale", Ambient::isDefaultLocale))
                  .because("TITLE becomes tıtle on a Turkish machine: name the Locale"),
              ChangesCaseByLocale.class),
          Rule.of(
              "nothing depends on the default encoding",
              noClasses()
                  .should()
                  .accessTargetWhere(reaches("the default charset", Ambient::isDefaultCharset))
                  .because("bytes that are signed or stored have one spelling: name the Charset"),
              UsesTheDefaultCharset.class));

  private Ambient() {}

  private static DescribedPredicate<JavaAccess<?>> reaches(
      String what, Predicate<CodeUnitCallTarget> call) {
    return target(
        DescribedPredicate.describe(
            what,
            (AccessTarget access) ->
                access instanceof CodeUnitCallTarget codeUnit && call.test(codeUnit)));
  }

  private static boolean isClock(CodeUnitCallTarget call) {
    String owner = call.getOwner().getName();
    return switch (call.getName()) {
      case "now" -> owner.startsWith("java.time.") && takesNothing(call);
      case "system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds" ->
          owner.equals("java.time.Clock") || owner.equals("java.time.InstantSource");
      case "currentTimeMillis" -> owner.equals("java.lang.System");
      case "<init>" -> owner.equals("java.util.Date") && takesNothing(call);
      default -> false;
    };
  }

  private static boolean isRandomness(CodeUnitCallTarget call) {
    String owner = call.getOwner().getName();
    return (RANDOM.contains(owner) && Set.of("<init>", "current").contains(call.getName()))
        || (RANDOM.contains(owner) && call.getName().startsWith("getInstance"))
        || (owner.equals("java.util.UUID") && call.getName().equals("randomUUID"))
        || (owner.equals("java.lang.Math") && call.getName().equals("random"));
  }

  private static boolean isDefaultLocale(CodeUnitCallTarget call) {
    if (!call.getOwner().getName().equals("java.lang.String")) {
      return false;
    }
    return switch (call.getName()) {
      case "toLowerCase", "toUpperCase" -> takesNothing(call);
      case "format" -> !takes(call, "java.util.Locale");
      case "formatted" -> true;
      default -> false;
    };
  }

  private static boolean isDefaultCharset(CodeUnitCallTarget call) {
    String owner = call.getOwner().getName();
    return switch (call.getName()) {
      case "getBytes" -> owner.equals("java.lang.String") && takesNothing(call);
      case "<init>" ->
          (owner.equals("java.lang.String") && takes(call, "[B") && !takesCharset(call))
              || (Set.of(
                          "java.io.InputStreamReader",
                          "java.io.OutputStreamWriter",
                          "java.io.FileReader",
                          "java.io.FileWriter",
                          "java.io.PrintWriter")
                      .contains(owner)
                  && (takes(call, "java.io.InputStream")
                      || takes(call, "java.io.OutputStream")
                      || takes(call, "java.io.File"))
                  && !takesCharset(call));
      case "defaultCharset" -> owner.equals("java.nio.charset.Charset");
      default -> false;
    };
  }

  private static boolean takesNothing(CodeUnitCallTarget call) {
    return call.getRawParameterTypes().isEmpty();
  }

  private static boolean takes(CodeUnitCallTarget call, String type) {
    return call.getRawParameterTypes().stream().anyMatch(p -> p.getName().equals(type));
  }

  /// A charset by value or by name.
  private static boolean takesCharset(CodeUnitCallTarget call) {
    return takes(call, "java.nio.charset.Charset")
        || takes(call, "java.nio.charset.CharsetDecoder")
        || takes(call, "java.nio.charset.CharsetEncoder")
        || takes(call, "java.lang.String");
  }
}
