package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

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
            "/api/cli/logins",
            "/api/cli/token",
            "/sign-in",
            "/sign-up");
  }

  private static String access(Route route) {
    String door = route.door() == Door.PAGE ? "cookie" : "bearer";
    return switch (route.access()) {
      case Access.Open() -> "open";
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
