package com.optalocal.accounts.adapters.http.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.application.identity.SoftAuthenticator;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.identity.Passkey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class PasskeyRoutesTest {
  private static final String PASSWORD = "a bridge of paper boats";
  private static final String ORIGIN = "http://localhost:5173";
  private final PortalFixture portal = PortalFixture.start();
  private final ApiClient api = portal.api().with("X-Supabase-Api-Version", "2024-01-01");
  private final ApiClient anybody = portal.api().with("X-Supabase-Api-Version", "2024-01-01");
  private final SoftAuthenticator key = new SoftAuthenticator("localhost", ORIGIN);
  private ByteString handle = ByteString.copyOf(new byte[0]);

  @BeforeEach
  void sign_up() {
    ObjectNode session = api.signUp("ana@example.com", PASSWORD);
    handle = Passkey.handle(new UserId(session.at("/user/id").asString()));
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void a_registration_asks_for_a_key_that_the_authenticator_keeps() {
    ObjectNode begun = begin();

    ObjectNode options = (ObjectNode) begun.path("options");
    assertThat(begun.path("expires_at").asLong())
        .isEqualTo(portal.clock().instant().getEpochSecond() + 300);
    assertThat(options.at("/rp/id").asString()).isEqualTo("localhost");
    assertThat(options.at("/user/id").asString()).isEqualTo(handle.toBase64Url());
    assertThat(options.at("/user/name").asString()).isEqualTo("ana@example.com");
    assertThat(options.at("/authenticatorSelection/residentKey").asString()).isEqualTo("required");
    assertThat(options.at("/authenticatorSelection/userVerification").asString())
        .isEqualTo("required");
    assertThat(options.path("pubKeyCredParams").findValuesAsString("alg"))
        .containsExactly("-7", "-8", "-257");
  }

  @Test
  void a_passkey_signs_in_at_the_second_level_and_tells_when_it_was_used() {
    String id = register(key).json().path("id").asString();
    assertThat(api.get("/auth/v1/passkeys").text()).doesNotContain("last_used_at");

    ApiClient.Answer answer = signIn(key);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/user/email").asString()).isEqualTo("ana@example.com");
    ObjectNode claims = claims(answer.json());
    assertThat(claims.path("aal").asString()).isEqualTo("aal2");
    assertThat(claims.at("/amr/0/method").asString()).isEqualTo("passkey");
    assertThat(api.get("/auth/v1/passkeys").text())
        .startsWith("[{\"id\":\"" + id + "\"")
        .contains("last_used_at");
  }

  @Test
  void an_answer_is_good_once_and_for_its_own_challenge() {
    register(key);
    ObjectNode asked = ask();
    ObjectNode answer = Prover.json(key.get(nonce(asked), Optional.of(handle)));
    assertThat(finish(asked, answer).status()).isEqualTo(200);

    assertError(finish(asked, answer), 400, "webauthn_challenge_not_found");
    assertError(finish(ask(), answer), 400, "webauthn_verification_failed");
    ObjectNode late = ask();
    portal.clock().advance(Duration.ofMinutes(5));
    assertError(
        finish(late, Prover.json(key.get(nonce(late), Optional.of(handle)))),
        400,
        "webauthn_challenge_expired");
    ObjectNode registration = begin();
    assertError(
        finish(registration, Prover.json(key.get(nonce(registration), Optional.of(handle)))),
        400,
        "webauthn_challenge_not_found");
  }

  @Test
  void an_answer_that_is_not_genuine_signs_nobody_in() {
    register(key);
    SoftAuthenticator stranger = new SoftAuthenticator("localhost", ORIGIN);
    for (SoftAuthenticator wrong :
        List.of(
            stranger,
            key.at("localhost", "https://evil.example"),
            key.at("evil.example", ORIGIN),
            key.copy().unverified())) {
      assertError(signIn(wrong), 400, "webauthn_verification_failed");
    }
    ObjectNode asked = ask();
    ByteString another = ByteString.copyOf("somebody".getBytes(StandardCharsets.UTF_8));
    assertError(
        finish(asked, Prover.json(key.get(nonce(asked), Optional.of(another)))),
        400,
        "webauthn_verification_failed");
    ObjectNode nameless = ask();
    assertError(
        finish(nameless, Prover.json(key.get(nonce(nameless), Optional.empty()))),
        400,
        "webauthn_verification_failed");
  }

  @Test
  void a_cloned_authenticator_is_refused_and_recorded() {
    register(key);
    SoftAuthenticator clone = key.copy();
    assertThat(signIn(key).status()).isEqualTo(200);

    assertError(signIn(clone), 400, "webauthn_verification_failed");
    assertThat(portal.stores().audit().actions(DEFAULT.auditLog()))
        .contains(AuditAction.AUTHENTICATOR_CLONED);
  }

  @Test
  void a_registration_is_its_users_and_a_credential_registers_once() {
    ObjectNode begun = begin();
    api.signUp("ben@example.com", PASSWORD);
    assertError(
        finishRegistration(begun, Prover.json(key.create(nonce(begun)))),
        400,
        "webauthn_challenge_not_found");

    assertThat(register(key).status()).isEqualTo(200);
    assertError(register(key), 422, "webauthn_credential_exists");
    assertError(
        register(new SoftAuthenticator("localhost", ORIGIN).unverified()),
        400,
        "webauthn_verification_failed");
  }

  @Test
  void twenty_passkeys_are_the_most() {
    for (int i = 0; i < 20; i++) {
      assertThat(register(new SoftAuthenticator("localhost", ORIGIN)).status()).isEqualTo(200);
    }

    assertError(
        api.post("/auth/v1/passkeys/registration/options", Json.object()),
        422,
        "too_many_passkeys");
  }

  @Test
  void a_passkey_is_renamed_and_removed_by_its_owner_alone() {
    String path = "/auth/v1/passkeys/" + register(key).json().path("id").asString();
    ApiClient ben = portal.api().with("X-Supabase-Api-Version", "2024-01-01");
    ben.signUp("ben@example.com", PASSWORD);
    ObjectNode name = Json.object().put("friendly_name", "e2e test key");

    assertError(ben.patch(path, name), 404, "webauthn_credential_not_found");
    assertError(ben.delete(path), 404, "webauthn_credential_not_found");
    assertError(
        api.patch(path, Json.object().put("friendly_name", "x".repeat(121))),
        400,
        "validation_failed");
    assertThat(api.patch(path, name).json().path("friendly_name").asString())
        .isEqualTo("e2e test key");
    assertThat(api.delete(path).status()).isEqualTo(204);
    assertError(api.delete(path), 404, "webauthn_credential_not_found");
    assertThat(api.get("/auth/v1/passkeys").text()).isEqualTo("[]");
    assertError(signIn(key), 400, "webauthn_verification_failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"challenge_id\":\"nonsense\",\"credential\":{}}",
        "{\"challenge_id\":\"00000000-0000-4000-8000-000000000000\"}",
        "{\"challenge_id\":\"00000000-0000-4000-8000-000000000000\",\"credential\":[]}",
        "{\"challenge_id\":\"00000000-0000-4000-8000-000000000000\",\"credential\":{\"id\":7}}"
      })
  void hostile_bodies_are_refused(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);

    assertThat(anybody.post("/auth/v1/passkeys/authentication/verify", bytes).status())
        .isEqualTo(400);
    assertThat(api.post("/auth/v1/passkeys/registration/verify", bytes).status()).isEqualTo(400);
  }

  @Test
  void an_operator_can_turn_passkeys_off() {
    try (PortalFixture without = PortalFixture.startWithoutPasskeys()) {
      ApiClient client = without.api().with("X-Supabase-Api-Version", "2024-01-01");
      assertThat(client.get("/auth/v1/settings").json().path("passkeys_enabled").asBoolean())
          .isFalse();
      assertError(
          client.post("/auth/v1/passkeys/authentication/options", Json.object()),
          404,
          "passkey_disabled");
    }
    assertThat(api.get("/auth/v1/settings").json().path("passkeys_enabled").asBoolean()).isTrue();
  }

  private ObjectNode begin() {
    return api.post("/auth/v1/passkeys/registration/options", Json.object()).json();
  }

  private ApiClient.Answer register(SoftAuthenticator authenticator) {
    ObjectNode begun = begin();
    return finishRegistration(begun, Prover.json(authenticator.create(nonce(begun))));
  }

  private ApiClient.Answer finishRegistration(ObjectNode begun, ObjectNode credential) {
    return api.post("/auth/v1/passkeys/registration/verify", body(begun, credential));
  }

  private ObjectNode ask() {
    return anybody.post("/auth/v1/passkeys/authentication/options", Json.object()).json();
  }

  private ApiClient.Answer signIn(SoftAuthenticator authenticator) {
    ObjectNode asked = ask();
    return finish(asked, Prover.json(authenticator.get(nonce(asked), Optional.of(handle))));
  }

  private ApiClient.Answer finish(ObjectNode asked, ObjectNode credential) {
    return anybody.post("/auth/v1/passkeys/authentication/verify", body(asked, credential));
  }

  private static ObjectNode body(ObjectNode asked, ObjectNode credential) {
    ObjectNode body = Json.object();
    body.set("challenge_id", asked.path("challenge_id"));
    body.set("credential", credential);
    return body;
  }

  private static ByteString nonce(ObjectNode asked) {
    return ByteString.fromBase64Url(asked.at("/options/challenge").asString());
  }

  private static ObjectNode claims(ObjectNode session) {
    String payload = session.path("access_token").asString().split("\\.", -1)[1];
    return Json.readObject(Base64.getUrlDecoder().decode(payload));
  }

  private static void assertError(ApiClient.Answer answer, int status, String code) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }
}
