package com.optalocal.accounts.adapters.http.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.application.identity.SoftAuthenticator;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class FactorRoutesTest {
  private static final String PASSWORD = "a bridge of paper boats";
  private final PortalFixture portal = PortalFixture.start();
  private final ApiClient api = portal.api();
  private final Prover ana = new Prover(portal, api);

  @BeforeEach
  void sign_up() {
    api.with("X-Supabase-Api-Version", "2024-01-01");
    api.signUp("ana@example.com", PASSWORD);
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void an_authenticator_app_is_enrolled_with_a_picture_a_secret_and_an_address() {
    ObjectNode factor = ana.enroll("phone");

    String secret = factor.at("/totp/secret").asString();
    assertThat(factor.path("type").asString()).isEqualTo("totp");
    assertThat(factor.path("friendly_name").asString()).isEqualTo("phone");
    assertThat(secret).matches("[A-Z2-7]{32}");
    assertThat(factor.at("/totp/uri").asString())
        .startsWith("otpauth://totp/127.0.0.1%3A" + portal.port() + ":ana%40example.com?")
        .contains("algorithm=SHA1&digits=6&issuer=")
        .endsWith("&period=30&secret=" + secret);
    assertThat(factor.at("/totp/qr_code").asString())
        .startsWith("<svg ")
        .endsWith("</svg>")
        .doesNotContain("#", "%");
    assertThat(user().at("/factors/0/status").asString()).isEqualTo("unverified");
    assertThat(api.get("/auth/v1/user").text()).doesNotContain(secret);
  }

  @Test
  void the_right_code_raises_this_session_and_ends_the_weaker_ones() {
    ApiClient other = portal.api().with("X-Supabase-Api-Version", "2024-01-01");
    other.as(password(other));
    ObjectNode before = api.as(password(api));
    ObjectNode factor = ana.enroll("phone");

    ApiClient.Answer answer = ana.verify(factor, ana.code(factor));

    assertThat(answer.status()).isEqualTo(200);
    ObjectNode session = api.as(answer.json());
    assertThat(session.at("/user/factors/0/status").asString()).isEqualTo("verified");
    ObjectNode claims = claims(session);
    assertThat(claims.path("aal").asString()).isEqualTo("aal2");
    assertThat(claims.path("session_id")).isEqualTo(claims(before).path("session_id"));
    assertThat(claims.path("amr").findValuesAsString("method")).contains("password", "totp");
    assertThat(api.get("/auth/v1/user").status()).isEqualTo(200);
    assertThat(other.get("/auth/v1/user").code()).isEqualTo("session_not_found");
    assertThat(portal.stores().audit().actions(DEFAULT.auditLog()))
        .contains(
            AuditAction.FACTOR_ENROLLED, AuditAction.FACTOR_VERIFIED, AuditAction.SESSION_RAISED);
  }

  @Test
  void the_level_survives_a_refresh_and_earlier_refresh_tokens_do_not() {
    ObjectNode weak = api.as(password(api));
    ObjectNode factor = ana.enroll("phone");
    ObjectNode strong = ana.verify(factor, ana.code(factor)).json();

    ApiClient.Answer stolen = refresh(weak);
    assertThat(stolen.code()).isEqualTo("refresh_token_not_found");
    ObjectNode refreshed = refresh(strong).json();
    assertThat(claims(refreshed).path("aal").asString()).isEqualTo("aal2");
    assertThat(claims(refresh(refreshed).json()).path("aal").asString()).isEqualTo("aal2");
  }

  @Test
  void a_sign_in_with_a_password_alone_stays_at_the_first_level() {
    ana.enrollVerified("phone");

    ObjectNode weak = password(portal.api());

    assertThat(claims(weak).path("aal").asString()).isEqualTo("aal1");
    assertThat(claims(refresh(weak).json()).path("aal").asString()).isEqualTo("aal1");
  }

  @Test
  void a_code_is_good_once() {
    ObjectNode factor = ana.enroll("phone");
    String code = ana.code(factor);
    api.as(ana.verify(factor, code).json());

    assertError(ana.verify(factor, code), 422, "mfa_verification_failed");
    portal.clock().advance(Duration.ofSeconds(30));
    assertThat(ana.verify(factor, ana.code(factor)).status()).isEqualTo(200);
  }

  @Test
  void guessing_ends_after_five_whatever_challenges_are_opened() {
    ObjectNode factor = ana.enroll("phone");
    String right = ana.code(factor);
    for (int i = 0; i < 5; i++) {
      ApiClient.Answer wrong = ana.verify(factor, wrong(right, i));
      assertError(wrong, 422, "mfa_verification_failed");
      assertThat(wrong.json().path("message").asString()).isEqualTo("Invalid TOTP code entered");
    }

    ApiClient.Answer asked =
        api.post("/auth/v1/factors/" + Prover.id(factor) + "/challenge", Json.object());
    assertError(asked, 429, "over_request_rate_limit");

    portal.clock().advance(Duration.ofMinutes(15));
    assertThat(ana.verify(factor, ana.code(factor)).status()).isEqualTo(200);
  }

  @Test
  void one_challenge_takes_five_guesses_and_no_more() {
    ObjectNode factor = ana.enroll("phone");
    String challenge = ana.challenge(factor).path("id").asString();
    String right = ana.code(factor);
    for (int i = 0; i < 5; i++) {
      assertError(ana.answer(factor, challenge, wrong(right, i)), 422, "mfa_verification_failed");
    }

    assertError(ana.answer(factor, challenge, right), 429, "over_request_rate_limit");
  }

  @Test
  void a_challenge_ends_with_its_answer_and_after_five_minutes() {
    ObjectNode factor = ana.enroll("phone");
    String challenge = ana.challenge(factor).path("id").asString();
    api.as(ana.answer(factor, challenge, ana.code(factor)).json());
    portal.clock().advance(Duration.ofSeconds(60));
    assertError(ana.answer(factor, challenge, ana.code(factor)), 422, "mfa_factor_not_found");

    String late = ana.challenge(factor).path("id").asString();
    portal.clock().advance(Duration.ofMinutes(5));
    assertError(ana.answer(factor, late, ana.code(factor)), 422, "mfa_challenge_expired");
  }

  @Test
  void an_answer_comes_from_where_the_question_was_asked() {
    ObjectNode factor = ana.enroll("phone");
    ChallengeId id = new ChallengeId(ana.challenge(factor).path("id").asString());
    Challenge asked = portal.stores().challenges().find(DEFAULT, id).orElseThrow();
    portal.stores().challenges().remove(DEFAULT, id);
    portal
        .stores()
        .challenges()
        .add(
            DEFAULT,
            new Challenge(id, asked.purpose(), asked.nonce(), "192.0.2.1", asked.createdAt()),
            asked.createdAt());

    assertError(ana.answer(factor, id.value(), ana.code(factor)), 422, "mfa_ip_address_mismatch");
  }

  @Test
  void another_persons_factor_is_nobodys() {
    ObjectNode factor = ana.enroll("phone");
    String challenge = ana.challenge(factor).path("id").asString();
    String code = ana.code(factor);
    ApiClient ben = portal.api().with("X-Supabase-Api-Version", "2024-01-01");
    ben.signUp("ben@example.com", PASSWORD);
    Prover thief = new Prover(portal, ben);
    ObjectNode own = thief.enroll("own");

    assertError(thief.answer(factor, challenge, code), 404, "mfa_factor_not_found");
    assertError(thief.answer(own, challenge, code), 422, "mfa_factor_not_found");
    assertError(ben.delete("/auth/v1/factors/" + Prover.id(factor)), 404, "mfa_factor_not_found");
    assertThat(user().path("factors")).hasSize(1);
  }

  @Test
  void whoever_knows_the_password_alone_neither_adds_nor_removes_a_factor() {
    ObjectNode planted = ana.enroll("planted before");
    ObjectNode factor = ana.enrollVerified("phone");
    ApiClient thief = portal.api().with("X-Supabase-Api-Version", "2024-01-01");
    thief.as(password(thief));
    Prover prover = new Prover(portal, thief);

    assertThat(user().path("factors")).hasSize(1);
    assertError(prover.answer(planted, id(), "000000"), 404, "mfa_factor_not_found");
    assertError(
        thief.post("/auth/v1/factors", Json.object().put("factor_type", "totp")),
        403,
        "insufficient_aal");
    assertError(thief.delete("/auth/v1/factors/" + Prover.id(factor)), 403, "insufficient_aal");
    assertError(
        thief.post("/auth/v1/factors/recovery-codes", Json.object()), 403, "insufficient_aal");
    assertError(
        thief.post("/auth/v1/passkeys/registration/options", Json.object()),
        403,
        "insufficient_aal");
  }

  @Test
  void a_factor_that_was_enrolled_by_the_second_level_is_not_verified_by_the_first() {
    ana.enrollVerified("phone");
    ObjectNode second = ana.enroll("tablet");
    ApiClient thief = portal.api().with("X-Supabase-Api-Version", "2024-01-01");
    thief.as(password(thief));

    assertError(
        new Prover(portal, thief).verify(second, ana.code(second)), 403, "insufficient_aal");
  }

  @Test
  void removing_the_last_factor_lowers_the_level_at_the_next_refresh() {
    ObjectNode factor = ana.enroll("phone");
    ObjectNode strong = api.as(ana.verify(factor, ana.code(factor)).json());

    ApiClient.Answer removed = api.delete("/auth/v1/factors/" + Prover.id(factor));

    assertThat(removed.json().path("id").asString()).isEqualTo(Prover.id(factor));
    assertThat(user().has("factors")).isFalse();
    assertThat(claims(refresh(strong).json()).path("aal").asString()).isEqualTo("aal1");
  }

  @Test
  void recovery_codes_come_once_and_each_is_good_once() {
    ObjectNode factor = ana.enrollVerified("phone");
    List<String> codes = recoveryCodes();
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    api.as(password(api));

    ApiClient.Answer first = recover(factor, codes.get(3).toLowerCase(java.util.Locale.ROOT));
    assertThat(first.status()).isEqualTo(200);
    assertThat(claims(first.json()).path("aal").asString()).isEqualTo("aal2");
    api.as(password(api));
    assertError(recover(factor, codes.get(3)), 422, "mfa_verification_failed");
    assertError(recover(factor, "nonsense"), 422, "mfa_verification_failed");

    api.as(recover(factor, codes.get(4)).json());
    List<String> fresh = recoveryCodes();
    assertError(recover(factor, codes.get(5)), 422, "mfa_verification_failed");
    assertThat(recover(factor, fresh.getFirst()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}',400,validation_failed",
    "'{\"factor_type\":\"sms\"}',400,validation_failed",
    "'{\"factor_type\":\"phone\",\"phone\":\"4930123456\"}',422,mfa_phone_enroll_not_enabled",
    "'{\"factor_type\":\"totp\",\"friendly_name\":\"phone\"}',422,mfa_factor_name_conflict",
    "'{\"factor_type\":\"totp\",\"friendly_name\":7}',400,validation_failed",
    "'[]',400,bad_json"
  })
  void an_enrollment_that_fails_says_why(String body, int status, String code) {
    ana.enroll("phone");

    assertError(
        api.post("/auth/v1/factors", body.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        status,
        code);
  }

  @Test
  void ten_factors_are_the_most_and_forgotten_ones_make_room() {
    for (int i = 0; i < 10; i++) {
      ana.enroll("app " + i);
    }
    ObjectNode body = Json.object().put("factor_type", "totp");

    assertError(api.post("/auth/v1/factors", body), 422, "too_many_enrolled_mfa_factors");
    portal.clock().advance(Duration.ofMinutes(5));
    assertThat(api.post("/auth/v1/factors", body).status()).isEqualTo(200);
  }

  @Test
  void an_id_that_is_none_is_not_found() {
    assertError(
        api.post("/auth/v1/factors/nonsense/challenge", Json.object()), 404, "validation_failed");
    assertError(
        api.post("/auth/v1/factors/" + id() + "/challenge", Json.object()),
        404,
        "mfa_factor_not_found");
    assertError(api.delete("/auth/v1/factors/" + id()), 404, "mfa_factor_not_found");
    assertError(
        api.without("Authorization").post("/auth/v1/factors", Json.object()),
        401,
        "no_authorization");
  }

  @Test
  void a_security_key_registers_once_and_then_proves_itself() {
    SoftAuthenticator key = new SoftAuthenticator("localhost", "http://localhost:5173");
    ObjectNode factor =
        api.post(
                "/auth/v1/factors",
                Json.object().put("factor_type", "webauthn").put("friendly_name", ""))
            .json();
    ObjectNode create = ana.challenge(factor);
    assertThat(create.at("/webauthn/type").asString()).isEqualTo("create");
    assertThat(create.at("/webauthn/credential_options/publicKey/rp/id").asString())
        .isEqualTo("localhost");

    ApiClient.Answer registered =
        webauthn(factor, create, "create", Prover.json(key.create(nonce(create))));
    api.as(registered.json());
    assertThat(claims(registered.json()).path("amr").findValuesAsString("method"))
        .contains("mfa/webauthn");

    SoftAuthenticator clone = key.copy();
    api.as(password(api));
    ObjectNode request = ana.challenge(factor);
    assertThat(request.at("/webauthn/type").asString()).isEqualTo("request");
    ObjectNode answer = Prover.json(key.get(nonce(request), Optional.empty()));
    ApiClient.Answer proven = webauthn(factor, request, "request", answer);
    assertThat(claims(proven.json()).path("aal").asString()).isEqualTo("aal2");
    assertError(webauthn(factor, request, "request", answer), 422, "mfa_factor_not_found");

    api.as(password(api));
    ObjectNode again = ana.challenge(factor);
    assertError(
        webauthn(factor, again, "request", Prover.json(clone.get(nonce(again), Optional.empty()))),
        400,
        "webauthn_verification_failed");
    assertThat(portal.stores().audit().actions(DEFAULT.auditLog()))
        .contains(AuditAction.AUTHENTICATOR_CLONED);
    ObjectNode taken = ana.challenge(factor);
    assertError(
        webauthn(
            factor,
            taken,
            "create",
            Prover.json(
                new SoftAuthenticator("localhost", "http://localhost:5173").create(nonce(taken)))),
        400,
        "webauthn_verification_failed");
  }

  private ApiClient.Answer webauthn(
      ObjectNode factor, ObjectNode challenge, String type, ObjectNode credential) {
    ObjectNode body = Json.object().put("challenge_id", challenge.path("id").asString());
    body.putObject("webauthn")
        .put("type", type)
        .put("rpId", "localhost")
        .set("credential_response", credential);
    return api.post("/auth/v1/factors/" + Prover.id(factor) + "/verify", body);
  }

  private static ByteString nonce(ObjectNode challenge) {
    return ByteString.fromBase64Url(
        challenge.at("/webauthn/credential_options/publicKey/challenge").asString());
  }

  private List<String> recoveryCodes() {
    List<String> codes = new ArrayList<>();
    api.post("/auth/v1/factors/recovery-codes", Json.object())
        .json()
        .path("codes")
        .forEach(code -> codes.add(code.asString()));
    return codes;
  }

  private ApiClient.Answer recover(ObjectNode factor, String code) {
    return api.post(
        "/auth/v1/factors/" + Prover.id(factor) + "/verify",
        Json.object()
            .put("challenge_id", ana.challenge(factor).path("id").asString())
            .put("type", "recovery_code")
            .put("code", code));
  }

  private ObjectNode user() {
    return api.get("/auth/v1/user").json();
  }

  private static ObjectNode password(ApiClient client) {
    return client
        .post(
            "/auth/v1/token?grant_type=password",
            Json.object().put("email", "ana@example.com").put("password", PASSWORD))
        .json();
  }

  private ApiClient.Answer refresh(ObjectNode session) {
    return portal
        .api()
        .with("X-Supabase-Api-Version", "2024-01-01")
        .post(
            "/auth/v1/token?grant_type=refresh_token",
            Json.object().put("refresh_token", session.path("refresh_token").asString()));
  }

  private static ObjectNode claims(ObjectNode session) {
    String payload = session.path("access_token").asString().split("\\.", -1)[1];
    return Json.readObject(java.util.Base64.getUrlDecoder().decode(payload));
  }

  private static String id() {
    return "00000000-0000-4000-8000-000000000000";
  }

  private static String wrong(String right, int i) {
    char last = (char) ('0' + (right.charAt(5) - '0' + i % 5 + 3) % 10);
    return right.substring(1) + last + (i == 0 ? "0" : "");
  }

  private static void assertError(ApiClient.Answer answer, int status, String code) {
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }
}
