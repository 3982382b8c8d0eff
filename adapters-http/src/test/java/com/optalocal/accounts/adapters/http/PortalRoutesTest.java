package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PortalRoutesTest {
  private static PortalFixture portal;
  private static ObjectNode described;

  @BeforeAll
  static void start() {
    portal = PortalFixture.start();
    described = portal.api().get("/openapi.json").json();
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  @Test
  void the_api_description_lists_the_routes_and_who_may_use_them_no_more_and_no_less() {
    Map<String, String> routes = new TreeMap<>();
    for (Route route : portal.server().routes()) {
      routes.put(route.method().name() + " " + route.path(), access(route));
    }
    Map<String, String> operations = new TreeMap<>();
    described
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation ->
                    operations.put(
                        operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                        access(operation.getValue()))));

    assertThat(routes).hasSizeGreaterThan(30);
    assertThat(operations).isEqualTo(routes);
  }

  @Test
  void every_reference_in_the_api_description_leads_somewhere() {
    assertThat(described.findValuesAsString("$ref"))
        .isNotEmpty()
        .allSatisfy(reference ->
            assertThat(described.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
  }

  @Test
  void no_route_for_programs_that_changes_something_is_open_but_those_before_a_session() {
    assertThat(portal.server().routes())
        .filteredOn(route -> route.access() instanceof Access.Open)
        .filteredOn(route -> route.method() != Route.Method.GET)
        .extracting(Route::path)
        .containsExactlyInAnyOrder(
            "/auth/v1/token",
            "/auth/v1/signup",
            "/auth/v1/recover",
            "/auth/v1/resend",
            "/auth/v1/otp",
            "/auth/v1/magiclink",
            "/auth/v1/verify",
            "/verify",
            "/auth/v1/callback",
            "/auth/v1/passkeys/authentication/options",
            "/auth/v1/passkeys/authentication/verify",
            "/api/cli/logins",
            "/api/cli/token",
            "/sign-in",
            "/sign-up");
  }

  @Test
  void no_page_sends_a_browser_where_a_parameter_says_without_the_redirect_policy() {
    Browser visitor = portal.browser();
    Browser signedIn = portal.browser();
    signedIn.signUp("nia@example.com", "a bridge of paper boats");
    for (Route route : portal.server().routes()) {
      if (route.door() == Door.PAGE && route.method() == Route.Method.GET) {
        String path = route.path().replaceAll("\\{[^}]*}", "x");
        for (Browser browser : List.of(visitor, signedIn)) {
          Browser.Shown hostile =
              browser.open(path + "?next=%2F%2Fevil.example%2F&next2=https%3A%2F%2Fevil.example");
          assertThat(hostile.location()).as(path).doesNotStartWith("//").doesNotStartWith("https:");
          Browser.Shown old = browser.open(path + "?redirect_to=https%3A%2F%2Fevil.example%2F");
          assertThat(old.status()).as(path).isEqualTo(400);
          assertThat(old.location()).as(path).isEmpty();
        }
      }
    }
  }

  private static String access(Route route) {
    String door = route.door() == Door.PAGE ? "cookie" : "bearer";
    return switch (route.access()) {
      case Access.Open() -> "open";
      case Access.ServiceRole() -> "service ";
      case Access.SecondStep() -> door + " second_step";
      case Access.SignedIn(var capability) -> door + " " + capability;
    };
  }

  private static String access(JsonNode operation) {
    JsonNode security = operation.path("security");
    return security.isEmpty()
        ? "open"
        : security.get(0).propertyNames().iterator().next()
            + " "
            + operation.path("x-capability").asString();
  }
}
