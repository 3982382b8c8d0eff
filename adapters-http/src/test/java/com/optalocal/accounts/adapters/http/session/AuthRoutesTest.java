package com.optalocal.accounts.adapters.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.domain.session.RefreshFamily;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class AuthRoutesTest {
  private static final String PASSWORD = "a bridge of paper boats";
  private static final String VERSION = "X-Supabase-Api-Version";
  private final PortalFixture portal = PortalFixture.start();
  private final ApiClient api = portal.api();

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void health_settings_and_keys_are_open() {
    assertThat(api.get("/auth/v1/health").json().propertyNames())
        .containsExactlyInAnyOrder("version", "name", "description");
    ObjectNode settings = api.get("/auth/v1/settings").json();
    assertThat(settings.at("/external/email").asBoolean()).isTrue();
    assertThat(settings.path("mailer_autoconfirm").asBoolean()).isTrue();
    assertThat(settings.path("disable_signup").asBoolean(true)).isFalse();
    ApiClient.Answer keys = api.get("/auth/v1/.well-known/jwks.json");
    assertThat(keys.header("Cache-Control")).contains("max-age=600");
    assertThat(keys.json().path("keys")).hasSize(1);
    assertThat(keys.json().at("/keys/0").propertyNames())
        .contains("kty", "crv", "x", "y", "kid", "alg", "use")
        .doesNotContain("d");
  }

  @Test
  void sign_up_answers_a_session_that_opens_user() {
    ObjectNode session = api.signUp("ana@example.com", PASSWORD);

    assertThat(session.path("token_type").asString()).isEqualTo("bearer");
    assertThat(session.path("expires_in").asInt()).isEqualTo(3600);
    assertThat(session.path("expires_at").asLong())
        .isEqualTo(portal.clock().instant().getEpochSecond() + 3600);
    ObjectNode user = api.get("/auth/v1/user").json();
    assertThat(user.path("email").asString()).isEqualTo("ana@example.com");
    assertThat(user.path("id")).isEqualTo(session.at("/user/id"));
    assertThat(user.path("aud").asString()).isEqualTo("authenticated");
    assertThat(user.path("identities")).hasSize(1);
  }

  @Test
  void a_name_given_at_sign_up_is_kept() {
    ObjectNode body = Json.object().put("email", "zoe@example.com").put("password", PASSWORD);
    body.putObject("data").put("name", "Zoë").put("theme", "dark");

    ObjectNode session = api.post("/auth/v1/signup", body).json();

    assertThat(session.at("/user/user_metadata/name").asString()).isEqualTo("Zoë");
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"email\":\"ana@example.com\",\"password\":\"a bridge of paper boats\"}',422,user_already_exists",
    "'{\"email\":\"b@example.com\",\"password\":\"short\"}',422,weak_password",
    "'{\"email\":\"b@example.com\"}',400,validation_failed",
    "'{\"email\":\"b@example.com\",\"password\":\"\"}',400,validation_failed",
    "'{\"email\":\"nonsense\",\"password\":\"a bridge of paper boats\"}',400,validation_failed",
    "'{\"phone\":\"+123456789\",\"password\":\"a bridge of paper boats\"}',400,phone_provider_disabled",
    "'{}',422,anonymous_provider_disabled",
    "'[]',400,bad_json",
    "'{',400,bad_json"
  })
  void a_sign_up_that_fails_says_why_in_both_shapes(String body, int status, String code) {
    api.signUp("ana@example.com", PASSWORD);
    byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertError(api.post("/auth/v1/signup", bytes), status, code);
    api.with(VERSION, "2024-01-01");
    assertNewError(api.post("/auth/v1/signup", bytes), status, code);
  }

  @Test
  void a_weak_password_lists_its_reasons() {
    ApiClient.Answer answer =
        api.post(
            "/auth/v1/signup",
            Json.object().put("email", "ana@example.com").put("password", "1111"));

    assertThat(answer.json().at("/weak_password/reasons").valueStream().map(n -> n.asString()))
        .containsExactly("characters", "length");
    assertThat(answer.text()).doesNotContain("1111");
  }

  @Test
  void a_password_opens_a_session_and_a_wrong_one_does_not() {
    api.signUp("ana@example.com", PASSWORD);

    ApiClient.Answer right = password("Ana@Example.com", PASSWORD);
    assertThat(right.status()).isEqualTo(200);
    assertThat(right.header("Cache-Control")).isEqualTo("no-store");
    for (ApiClient.Answer wrong :
        List.of(
            password("ana@example.com", PASSWORD + "!"),
            password("nobody@example.com", PASSWORD),
            password("nonsense", PASSWORD),
            password("ana@example.com", ""))) {
      assertError(wrong, 400, "invalid_credentials");
      assertThat(wrong.json().path("msg").asString()).isEqualTo("Invalid login credentials");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?grant_type=client_credentials"})
  void an_unknown_grant_is_refused(String query) {
    assertError(api.post("/auth/v1/token" + query, Json.object()), 400, "unsupported_grant_type");
  }

  @Test
  void a_refresh_token_rotates_repeats_for_a_moment_and_then_ends_the_session() {
    String first = api.signUp("ana@example.com", PASSWORD).path("refresh_token").asString();

    ObjectNode second = refresh(first).json();
    ObjectNode again = refresh(first).json();
    assertThat(again.path("refresh_token")).isEqualTo(second.path("refresh_token"));
    assertThat(second.path("refresh_token").asString()).isNotEqualTo(first);

    portal.clock().advance(RefreshFamily.REUSE_INTERVAL.plusSeconds(1));
    assertError(refresh(first), 400, "refresh_token_already_used");
    assertError(refresh(second.path("refresh_token").asString()), 400, "refresh_token_not_found");
    assertError(api.get("/auth/v1/user"), 403, "session_not_found");
    assertError(refresh("never-issued"), 400, "refresh_token_not_found");
  }

  @Test
  void sign_out_ends_the_session_at_once() {
    String refresh = api.signUp("ana@example.com", PASSWORD).path("refresh_token").asString();

    assertThat(logout("local").status()).isEqualTo(204);

    assertError(api.get("/auth/v1/user"), 403, "session_not_found");
    assertError(refresh(refresh), 400, "refresh_token_not_found");
    assertThat(api.get("/api/audit").code()).isEqualTo("signed_out");
  }

  @Test
  void sign_out_in_other_places_is_not_pretended() {
    api.signUp("ana@example.com", PASSWORD);

    assertError(logout("global"), 400, "validation_failed");
    assertThat(api.get("/auth/v1/user").status()).isEqualTo(200);
  }

  @Test
  void each_way_of_not_being_signed_in_has_its_own_code() {
    assertError(api.get("/auth/v1/user"), 401, "no_authorization");
    assertError(api.with("Authorization", "Bearer a.b.c").get("/auth/v1/user"), 403, "bad_jwt");
  }

  @Test
  void an_access_token_lasts_an_hour() {
    api.signUp("ana@example.com", PASSWORD);

    portal.clock().advance(java.time.Duration.ofSeconds(3599));
    assertThat(api.get("/auth/v1/user").status()).isEqualTo(200);
    portal.clock().advance(java.time.Duration.ofSeconds(1));
    assertError(api.get("/auth/v1/user"), 403, "bad_jwt");
  }

  private ApiClient.Answer password(String email, String password) {
    return api.post(
        "/auth/v1/token?grant_type=password",
        Json.object().put("email", email).put("password", password));
  }

  private ApiClient.Answer refresh(String token) {
    return api.post(
        "/auth/v1/token?grant_type=refresh_token", Json.object().put("refresh_token", token));
  }

  private ApiClient.Answer logout(String scope) {
    return api.send(
        api.request("/auth/v1/logout?scope=" + scope).POST(HttpRequest.BodyPublishers.noBody()));
  }

  private static void assertError(ApiClient.Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("X-Sb-Error-Code")).isEqualTo(code);
    assertThat(answer.json().path("code").asInt()).isEqualTo(status);
    assertThat(answer.json().path("error_code").asString()).isEqualTo(code);
    assertThat(answer.json().path("msg").asString()).isNotEmpty();
  }

  private static void assertNewError(ApiClient.Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("X-Sb-Error-Code")).isEqualTo(code);
    assertThat(answer.header(VERSION)).isEqualTo("2024-01-01");
    assertThat(answer.json().path("code").asString()).isEqualTo(code);
    assertThat(answer.json().path("message").asString()).isNotEmpty();
  }
}
