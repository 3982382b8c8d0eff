package com.optalocal.accounts.architecture;

import static com.optalocal.accounts.architecture.Conditions.classes;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.optalocal.accounts.adapters.http.violations.ReadsAnAddress;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;

/// Rule 11: what says where a browser goes next has one door, `Exchange.next()`, and behind it is
/// the redirect policy. Exchange and Form refuse the names `next` and `redirect_to` anywhere else;
/// this rule sees to it that nobody reads parameters around them.
final class Redirects {
  /// The daemon's server has no pages that lead anywhere, and answers with JSON.
  private static final Set<String> DOORS = Set.of("Exchange", "DaemonServer");

  private static final Set<String> READERS =
      Set.of(
          "queryParam",
          "queryParams",
          "queryParamMap",
          "queryParamAsClass",
          "queryString",
          "formParam",
          "formParams",
          "formParamMap",
          "formParamAsClass",
          "fullUrl",
          "redirect",
          "getParameter",
          "getParameterMap",
          "getParameterValues",
          "getQueryString",
          "getRequestURI",
          "getRequestURL",
          "sendRedirect");

  static final List<Rule> RULES =
      List.of(
          Rule.of(
              "only the exchange reads parameters",
              noClasses()
                  .that(
                      classes(
                          "are the HTTP adapter's, but its doors",
                          c -> Code.isIn(c, Code.ADAPTERS + ".http") && !isDoor(c)))
                  .should()
                  .accessTargetWhere(
                      target(
                          DescribedPredicate.describe(
                              "parameters of a request, or a redirect", Redirects::reads)))
                  .because("an address that skips the redirect policy leads to a thief's page"),
              ReadsAnAddress.class));

  private Redirects() {}

  private static boolean isDoor(JavaClass type) {
    return DOORS.contains(type.getSimpleName());
  }

  private static boolean reads(AccessTarget access) {
    String owner = access.getOwner().getName();
    return (owner.startsWith("io.javalin.") || owner.startsWith("jakarta.servlet."))
        && READERS.contains(access.getName());
  }
}
