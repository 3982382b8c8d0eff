package com.optalocal.accounts.adapters.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Browser;
import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.application.identity.InMemorySignInProviders;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class ProviderRoutesTest {
  private static final Provider ACME = new Provider("acme");
  private static final String PASSWORD = "a bridge of paper boats";
  private static final BearerSecret VERIFIER = BearerSecret.generate(new SeededRandom(91), "");
  private static final String PKCE =
      "&code_challenge=" + PkceChallenge.of(VERIFIER) + "&code_challenge_method=s256";
  private static final String APP = "https://app.example.com/welcome?x=1#part";

  private final PortalFixture portal = PortalFixture.start();
  private final ApiClient api = portal.api();
  private final Browser browser = portal.browser();

  @BeforeEach
  void offer_a_provider() {
    portal.providers().offer("acme", "Acme & Sons");
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  private static String authorize(String target) {
    return "/auth/v1/authorize?provider=acme"
        + PKCE
        + "&redirect_to="
        + URLEncoder.encode(target, StandardCharsets.UTF_8);
  }

  private static SignInProviders.Destination sent(Browser.Shown shown) {
    return new SignInProviders.Destination(shown.location());
  }

  /// The address with which somebody who is `subject` comes back from `sent`.
  private String answer(SignInProviders.Destination sent, String subject) {
    return "/auth/v1/callback?state="
        + InMemorySignInProviders.state(sent).reveal()
        + "&code="
        + portal.providers().visit(sent, subject).reveal();
  }

  private Browser.Shown visit(String subject, String target) {
    return browser.open(answer(sent(browser.open(authorize(target))), subject));
  }

  private static Form queryOf(String location) {
    String query = location.substring(location.indexOf('?') + 1);
    return Form.parse(query.split("#", 2)[0]);
  }

  private ApiClient.Answer redeem(String location) {
    return api.post(
        "/auth/v1/token?grant_type=pkce",
        Json.object()
            .put("auth_code", queryOf(location).get("code"))
            .put("code_verifier", VERIFIER.reveal()));
  }

  private static void assertError(ApiClient.Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.json().path("error_code").asString()).isEqualTo(code);
  }

  private static void assertFailed(Browser.Shown shown, String target, String code) {
    assertThat(shown.status()).isEqualTo(303);
    assertThat(shown.location()).startsWith(target + "?error=");
    assertThat(queryOf(shown.location()).get("error_code")).isEqualTo(code);
    assertThat(queryOf(shown.location()).get("error_description")).isNotEmpty();
    assertThat(shown.location()).doesNotContain("&code=");
  }

  @Test
  void a_program_gets_a_session_of_who_signed_in_at_the_provider() {
    Browser.Shown there = browser.open(authorize(APP));
    assertThat(there.status()).isEqualTo(302);
    assertThat(there.location()).startsWith("https://acme.example/authorize?");

    Browser.Shown back = browser.open(answer(sent(there), "zoe"));
    assertThat(back.status()).isEqualTo(303);
    assertThat(back.location()).startsWith("https://app.example.com/welcome?x=1&code=");
    assertThat(back.location()).endsWith("#part").doesNotContain("access_token");

    ObjectNode user = (ObjectNode) redeem(back.location()).json().path("user");
    assertThat(user.path("email").asString()).isEqualTo("zoe@example.com");
    assertThat(user.at("/app_metadata/provider").asString()).isEqualTo("acme");
    assertThat(user.at("/identities/0/provider").asString()).isEqualTo("acme");
    assertThat(user.at("/identities/0/id").asString()).isEqualTo("zoe");
    assertThat(user.at("/identities/0/identity_data/sub").asString()).isEqualTo("zoe");
    assertError(redeem(back.location()), 404, "flow_state_not_found");
  }

  @Test
  void settings_tell_who_can_be_chosen() {
    ObjectNode settings = api.get("/auth/v1/settings").json();
    assertThat(settings.at("/external/acme").asBoolean()).isTrue();
    assertThat(settings.at("/external/google").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'',provider is not enabled",
    "'?provider=nobody',provider is not enabled",
    "'?provider=%00',provider is not enabled",
    "'?provider=acme',PKCE",
    "'?provider=acme&code_challenge=abc&code_challenge_method=s256',code_challenge",
    "'?provider=acme&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',s256",
    "'?provider=acme&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=plain',s256",
    "'?provider=acme&scopes=a%0ab&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=s256',scopes"
  })
  void what_cannot_be_asked_for_is_refused(String query, String says) {
    ApiClient.Answer answer = api.get("/auth/v1/authorize" + query);
    assertError(answer, 400, "validation_failed");
    assertThat(answer.json().path("msg").asString()).contains(says);
    String link = "/auth/v1/user/identities/authorize";
    assertError(api.get(link + query), 401, "no_authorization");
    api.signUp("ana@example.com", PASSWORD);
    assertError(api.get(link + query), 400, "validation_failed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "https://app.example.com@evil/",
        "javascript:alert(1)",
        "http://app.example.com/",
        "https://evil.example/app.example.com"
      })
  void nobody_is_sent_with_a_code_or_an_error_where_the_policy_does_not_allow(String target) {
    assertThat(visit("zoe", target).location()).startsWith("/?code=");
    Browser.Shown there = browser.open(authorize(target));
    assertFailed(
        browser.open(
            "/auth/v1/callback?error=access_denied&state="
                + InMemorySignInProviders.state(sent(there)).reveal()),
        "/",
        "bad_oauth_callback");
  }

  @Test
  void an_answer_in_another_browser_is_refused_and_spends_the_state() {
    String answer = answer(sent(browser.open(authorize(APP))), "thief");

    assertFailed(portal.browser().open(answer), "/", "bad_oauth_state");
    assertFailed(browser.open(answer), "/", "bad_oauth_state");
  }

  @Test
  void a_state_is_used_once_and_an_unknown_one_never() {
    String answer = answer(sent(browser.open(authorize(APP))), "zoe");
    browser.open(answer);

    assertFailed(browser.open(answer), "/", "bad_oauth_state");
    assertFailed(browser.open("/auth/v1/callback?code=x&state=nonsense"), "/", "bad_oauth_state");
    assertFailed(browser.open("/auth/v1/callback?code=x"), "/", "bad_oauth_state");
    assertFailed(browser.open("/auth/v1/callback"), "/", "bad_oauth_state");
    assertThat(browser.open("/auth/v1/callback?state=a&state=b").response().statusCode())
        .isEqualTo(400);
  }

  @Test
  void an_answer_of_another_issuer_is_refused() {
    String answer = answer(sent(browser.open(authorize(APP))), "zoe");

    assertThat(browser.open(answer + "&iss=https%3A%2F%2Fother.example").location())
        .contains("error_code=bad_oauth_callback");
  }

  @Test
  void an_answer_that_comes_as_a_form_goes_on_in_the_browser_that_was_sent() {
    SignInProviders.Destination sent = sent(browser.open(authorize(APP)));
    String form =
        "state="
            + InMemorySignInProviders.state(sent).reveal()
            + "&code="
            + portal.providers().visit(sent, "zoe").reveal()
            + "&user=%7B%7D&next=https%3A%2F%2Fevil.example";
    ApiClient.Answer posted =
        api.send(
            api.request("/auth/v1/callback")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "https://acme.example")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    assertThat(posted.status()).isEqualTo(303);
    assertThat(posted.header("Location")).startsWith("/auth/v1/callback?").doesNotContain("evil");

    assertThat(browser.open(posted.header("Location")).location())
        .startsWith("https://app.example.com/welcome?x=1&code=");
  }

  @Test
  void an_address_that_somebody_has_is_said_to_be_taken_and_opens_nothing() {
    api.signUp("ana@example.com", PASSWORD);

    assertFailed(
        visit("ana", "https://app.example.com/"), "https://app.example.com/", "email_exists");
  }

  @Test
  void a_provider_that_is_down_is_no_failure_of_the_portal() {
    String answer = answer(sent(browser.open(authorize("https://app.example.com/"))), "zoe");
    portal.providers().down(true);

    assertError(api.get(authorize(APP)), 422, "request_timeout");
    assertFailed(browser.open(answer), "https://app.example.com/", "request_timeout");
    assertThat(browser.open("/sign-in/with/acme").status()).isEqualTo(503);
  }

  @Test
  void the_sign_in_page_offers_the_provider_and_signs_the_browser_in() {
    Browser.Shown form = browser.open("/sign-in?next=%2Fkeys");
    assertThat(form.html())
        .contains("Continue with Acme &amp; Sons")
        .contains("href=\"/sign-in/with/acme?next=%2Fkeys\"");

    Browser.Shown there = browser.open("/sign-in/with/acme?next=%2Fkeys");
    Browser.Shown back = browser.open(answer(sent(there), "zoe"));

    assertThat(back.location()).isEqualTo("/keys");
    assertThat(browser.open("/keys").status()).isEqualTo(200);
    assertThat(browser.open("/sign-in/with/nobody").status()).isEqualTo(404);
    assertThat(browser.open("/sign-in/with/%2e%2e").status()).isGreaterThanOrEqualTo(400);
  }

  @Test
  void another_browser_is_not_signed_in_by_a_strangers_answer() {
    String answer = answer(sent(portal.browser().open("/sign-in/with/acme")), "thief");

    assertFailed(browser.open(answer), "/", "bad_oauth_state");
    assertThat(browser.open("/keys").location()).startsWith("/sign-in");
  }

  @Test
  void on_the_pages_a_refusal_is_shown_beside_the_form() {
    api.signUp("ana@example.com", PASSWORD);

    Browser.Shown there = browser.open("/sign-in/with/acme");
    Browser.Shown back = browser.open(answer(sent(there), "ana"));

    assertThat(back.status()).isEqualTo(422);
    assertThat(back.html()).contains("exists").contains("/sign-in/with/acme");
    assertThat(browser.open("/keys").location()).startsWith("/sign-in");
  }

  @Test
  void an_identity_is_linked_from_a_session_and_taken_away_again() {
    api.signUp("ana@example.com", PASSWORD);
    String identities = "/auth/v1/user/identities/";
    String own = api.get("/auth/v1/user").json().at("/identities/0/identity_id").asString();
    assertError(api.delete(identities + own), 422, "single_identity_not_deletable");
    portal.clock().advance(Duration.ofSeconds(1)); // providers are told in the order of their links

    String url =
        api.get(
                "/auth/v1/user/identities/authorize?provider=acme&skip_http_redirect=true"
                    + PKCE
                    + "&redirect_to="
                    + URLEncoder.encode(APP, StandardCharsets.UTF_8))
            .json()
            .path("url")
            .asString();
    Browser.Shown back = browser.open(answer(new SignInProviders.Destination(url), "zoe"));
    assertThat(api.get("/auth/v1/user").json().path("identities")).hasSize(1);
    ObjectNode session = redeem(back.location()).json();

    assertThat(session.at("/user/email").asString()).isEqualTo("ana@example.com");
    assertThat(session.at("/user/identities")).hasSize(2);
    assertThat(session.at("/user/app_metadata/providers").toString())
        .isEqualTo("[\"email\",\"acme\"]");
    String linked = identity(session, "acme");
    assertError(api.delete(identities + "nonsense"), 404, "validation_failed");
    assertError(
        api.delete(identities + "00000000-0000-4000-8000-000000000000"), 422, "identity_not_found");
    assertThat(api.delete(identities + linked).status()).isEqualTo(200);
    assertThat(api.get("/auth/v1/user").json().path("identities")).hasSize(1);
  }

  private static String identity(ObjectNode session, String provider) {
    return session
        .at("/user/identities")
        .valueStream()
        .filter(identity -> identity.path("provider").asString().equals(provider))
        .findFirst()
        .orElseThrow()
        .path("identity_id")
        .asString();
  }

  private ApiClient.Answer idToken(ObjectNode body) {
    return api.post("/auth/v1/token?grant_type=id_token", body);
  }

  private ObjectNode token(String subject) {
    return Json.object()
        .put("provider", "acme")
        .put("id_token", portal.providers().idToken(ACME, subject, Optional.empty()).reveal());
  }

  @Test
  void an_id_token_opens_a_session_or_links_and_not_for_two_users() {
    ObjectNode zoe = idToken(token("zoe").put("access_token", "x")).json();
    assertThat(zoe.at("/user/email").asString()).isEqualTo("zoe@example.com");
    ObjectNode byIssuer =
        Json.object()
            .put("issuer", "https://acme.example")
            .put("id_token", token("zoe").path("id_token").asString());
    assertThat(idToken(byIssuer).json().at("/user/id")).isEqualTo(zoe.at("/user/id"));

    assertError(idToken(token("ben").put("link_identity", true)), 401, "no_authorization");
    api.signUp("ana@example.com", PASSWORD);
    ObjectNode linked = idToken(token("ben").put("link_identity", true)).json();
    assertThat(linked.at("/user/email").asString()).isEqualTo("ana@example.com");
    assertError(idToken(token("zoe").put("link_identity", true)), 422, "identity_already_exists");
    assertError(idToken(token("ana")), 422, "email_exists");
  }

  @Test
  void where_linking_is_off_nobody_links_or_unlinks() {
    try (PortalFixture strict = PortalFixture.startWithoutLinking()) {
      strict.providers().offer("acme", "Acme");
      ApiClient ana = strict.api();
      ana.signUp("ana@example.com", PASSWORD);
      String off = "manual_linking_disabled";

      assertError(ana.get("/auth/v1/user/identities/authorize?provider=acme" + PKCE), 404, off);
      assertError(
          ana.delete("/auth/v1/user/identities/00000000-0000-4000-8000-000000000000"), 404, off);
      assertError(
          ana.post(
              "/auth/v1/token?grant_type=id_token",
              Json.object()
                  .put("provider", "acme")
                  .put("id_token", "x")
                  .put("link_identity", true)),
          404,
          off);
    }
  }

  @Test
  void an_id_token_counts_with_the_nonce_whose_hash_it_names() {
    BearerSecret raw = BearerSecret.presented("raw-nonce");
    Hash hash = raw.hash();
    String named = HexFormat.of().formatHex(hash.toByteArray());
    ObjectNode body =
        Json.object()
            .put("provider", "acme")
            .put("id_token", portal.providers().idToken(ACME, "zoe", Optional.of(named)).reveal());

    assertError(idToken(body.deepCopy()), 400, "validation_failed");
    assertError(idToken(body.deepCopy().put("nonce", "other")), 400, "validation_failed");
    assertThat(idToken(body.put("nonce", "raw-nonce")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}',400,validation_failed",
    "'{\"provider\":\"acme\"}',400,validation_failed",
    "'{\"id_token\":\"x\"}',400,validation_failed",
    "'{\"provider\":\"acme\",\"id_token\":\"x\"}',400,validation_failed",
    "'{\"provider\":\"google\",\"id_token\":\"x\"}',400,provider_disabled",
    "'{\"provider\":\"custom:x y\",\"id_token\":\"x\"}',400,provider_disabled",
    "'{\"provider\":\"acme\",\"id_token\":\"x\",\"link_identity\":\"yes\"}',400,validation_failed"
  })
  void an_id_token_that_is_none_is_refused(String body, int status, String code) {
    ApiClient.Answer answer =
        api.post("/auth/v1/token?grant_type=id_token", body.getBytes(StandardCharsets.UTF_8));
    assertError(answer, status, code);
    assertThat(List.of(400, 422)).contains(answer.status());
  }
}
