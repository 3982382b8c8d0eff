package com.optalocal.accounts.adapters.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Browser;
import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class CliLoginTest {
  private static final String PASSWORD = "a bridge of paper boats";
  private static final int PORT = 9998;
  private final PortalFixture portal = PortalFixture.start();
  private final Browser browser = portal.browser();
  private final BearerSecret verifier = BearerSecret.generate(new SeededRandom(21), "");
  private final String state = BearerSecret.generate(new SeededRandom(22), "").reveal();

  @BeforeEach
  void signUp() {
    browser.signUp("ana@example.com", PASSWORD);
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void a_terminal_is_signed_in_through_the_browser() {
    String id = announce();

    Browser.Shown question = browser.open("/cli/login?id=" + id + "&state=" + state);
    assertThat(question.status()).isEqualTo(200);
    assertThat(question.html())
        .contains("Sign in the Opta CLI?", "<b>mbp-14</b>", "127.0.0.1", "ana@example.com");
    assertThat(question.header("Content-Security-Policy"))
        .endsWith("form-action 'self' http://127.0.0.1:9998");

    Browser.Shown allowed = browser.submit("/cli/login", Map.of("decision", "allow"));
    assertThat(allowed.location())
        .isEqualTo("/cli/callback?id=" + id + "&port=9998&state=" + state);

    Browser.Shown relayed = browser.open(allowed.location());
    assertThat(relayed.status()).isEqualTo(303);
    assertThat(relayed.location()).startsWith("http://127.0.0.1:9998/callback?code=");
    Form callback = callback(relayed);
    assertThat(callback.get("state")).isEqualTo(state);
    assertThat(callback.get("iss")).isEqualTo(portal.publicUrl().value());
    assertThat(relayed.location()).doesNotContain("token");

    ApiClient.Answer session = redeem(callback.get("code"), verifier);
    assertThat(session.status()).isEqualTo(200);
    ApiClient terminal = portal.api();
    terminal.as(session.json());
    assertThat(terminal.get("/auth/v1/user").json().path("email").asString())
        .isEqualTo("ana@example.com");
  }

  @Test
  void somebody_signed_out_is_told_what_they_sign_in_to_and_comes_back() {
    String id = announce();
    Browser fresh = portal.browser();

    Browser.Shown form = fresh.follow("/cli/login?id=" + id + "&state=" + state);
    assertThat(form.html()).contains("to continue to the Opta CLI on <b>mbp-14</b>");

    Browser.Shown signedIn =
        fresh.submit("/sign-in", Map.of("email", "ana@example.com", "password", PASSWORD));
    assertThat(signedIn.location()).isEqualTo("/cli/login?id=" + id + "&state=" + state);
    assertThat(fresh.open(signedIn.location()).html()).contains("Sign in the Opta CLI?");
  }

  @Test
  void a_code_is_good_once() {
    String code = code();

    assertThat(redeem(code, verifier).status()).isEqualTo(200);
    ApiClient.Answer replay = redeem(code, verifier);
    assertThat(replay.status()).isEqualTo(400);
    assertThat(replay.code()).isEqualTo("invalid_grant");
  }

  @Test
  void a_wrong_verifier_spends_the_code() {
    String code = code();

    assertThat(redeem(code, BearerSecret.generate(new SeededRandom(99), "")).code())
        .isEqualTo("invalid_grant");
    assertThat(redeem(code, verifier).code()).isEqualTo("invalid_grant");
  }

  @Test
  void a_code_lasts_a_minute() {
    String code = code();
    portal.clock().advance(CliLogin.CODE_FOR);

    assertThat(redeem(code, verifier).code()).isEqualTo("invalid_grant");
  }

  @Test
  void a_denial_reaches_the_terminal_and_grants_nothing() {
    String id = announce();
    browser.open("/cli/login?id=" + id + "&state=" + state);

    Browser.Shown denied = browser.submit("/cli/login", Map.of("decision", "deny"));

    Form callback = callback(denied);
    assertThat(callback.get("error")).isEqualTo("access_denied");
    assertThat(callback.get("state")).isEqualTo(state);
    assertThat(callback.get("code")).isEmpty();
    assertOver(browser.open("/cli/login?id=" + id + "&state=" + state));
    assertThat(browser.open("/cli/callback?id=" + id + "&port=9998&state=" + state).status())
        .isEqualTo(410);
  }

  @Test
  void a_wrong_state_shows_nothing_about_the_terminal() {
    String id = announce();

    Browser.Shown answer = browser.open("/cli/login?id=" + id + "&state=" + state + "x");

    assertOver(answer);
    assertThat(answer.html()).doesNotContain("mbp-14");
    assertOver(browser.open("/cli/login?id=" + id));
  }

  @Test
  void a_sign_in_that_is_over_says_to_start_again() {
    String id = announce();
    portal.clock().advance(CliLogin.ANNOUNCED_FOR);

    assertOver(browser.open("/cli/login?id=" + id + "&state=" + state));
    assertOver(browser.open("/cli/login?id=nonsense&state=" + state));
    assertOver(browser.open("/cli/login"));
  }

  @ParameterizedTest
  @CsvSource({
    "ID,9999,STATE",
    "ID,9998,wrong",
    "ID,80,STATE",
    "ID,x,STATE",
    "AAAAAAAAAAAAAAAAAAAAAA,9998,STATE",
    "'',9998,STATE"
  })
  void the_relay_takes_nothing_but_what_was_consented_to(String id, String port, String given) {
    String login = announce();
    browser.open("/cli/login?id=" + login + "&state=" + state);
    browser.submit("/cli/login", Map.of("decision", "allow"));

    Browser.Shown answer =
        browser.open(
            "/cli/callback?id="
                + id.replace("ID", login)
                + "&port="
                + port
                + "&state="
                + given.replace("STATE", state));

    assertOver(answer);
    assertThat(browser.open("/cli/callback?id=" + login + "&port=9998&state=" + state).location())
        .startsWith("http://127.0.0.1:9998/callback?code=");
  }

  @Test
  void the_relay_works_once_and_only_for_the_person_who_consented() {
    String id = announce();
    browser.open("/cli/login?id=" + id + "&state=" + state);
    String relay = browser.submit("/cli/login", Map.of("decision", "allow")).location();
    Browser ben = portal.browser();
    ben.signUp("ben@example.com", PASSWORD);

    assertOver(ben.open(relay));
    assertThat(browser.open(relay).status()).isEqualTo(303);
    assertOver(browser.open(relay));
  }

  @Test
  void without_consent_there_is_no_code() {
    String id = announce();
    browser.open("/cli/login?id=" + id + "&state=" + state);

    assertOver(browser.open("/cli/callback?id=" + id + "&port=9998&state=" + state));
  }

  @Test
  void consent_is_a_form_of_ours() {
    String id = announce();
    browser.open("/cli/login?id=" + id + "&state=" + state);

    Browser.Shown noToken =
        browser.post("/cli/login", Map.of("id", id, "state", state, "decision", "allow"));
    Browser.Shown noOrigin = browser.from("").submit("/cli/login", Map.of("decision", "allow"));
    Browser.Shown elsewhere =
        browser.from("http://127.0.0.1:9998").submit("/cli/login", Map.of("decision", "allow"));

    assertThat(noToken.status()).isEqualTo(403);
    assertThat(noOrigin.status()).isEqualTo(403);
    assertThat(elsewhere.status()).isEqualTo(403);
    assertOver(browser.open("/cli/callback?id=" + id + "&port=9998&state=" + state));
  }

  @Test
  void a_decision_is_one_of_two() {
    String id = announce();
    browser.open("/cli/login?id=" + id + "&state=" + state);

    assertThat(browser.submit("/cli/login", Map.of("decision", "maybe")).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge,short",
    "code_challenge_method,plain",
    "state_hash,nonsense",
    "device_name,''",
    "device_name,'a\u202eb'"
  })
  void a_malformed_announcement_is_refused(String field, String value) {
    ApiClient.Answer answer =
        portal.api().post("/api/cli/logins", announcement().put(field, value));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid");
  }

  @Test
  void a_port_below_1024_is_refused() {
    assertThat(portal.api().post("/api/cli/logins", announcement().put("port", 80)).status())
        .isEqualTo(400);
    assertThat(portal.api().post("/api/cli/logins", announcement().put("port", "9998")).status())
        .isEqualTo(400);
  }

  private ObjectNode announcement() {
    return Json.object()
        .put("code_challenge", PkceChallenge.of(verifier).toString())
        .put("code_challenge_method", "S256")
        .put("state_hash", Sha256.of(state).toString())
        .put("port", PORT)
        .put("device_name", "mbp-14");
  }

  private String announce() {
    ApiClient.Answer answer = portal.api().post("/api/cli/logins", announcement());
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().path("expires_in").asLong()).isEqualTo(600);
    return answer.json().path("login_id").asString();
  }

  private String code() {
    String id = announce();
    browser.open("/cli/login?id=" + id + "&state=" + state);
    return callback(
            browser.open(browser.submit("/cli/login", Map.of("decision", "allow")).location()))
        .get("code");
  }

  private ApiClient.Answer redeem(String code, BearerSecret with) {
    return portal
        .api()
        .post(
            "/api/cli/token", Json.object().put("code", code).put("code_verifier", with.reveal()));
  }

  private static Form callback(Browser.Shown shown) {
    assertThat(shown.location()).startsWith("http://127.0.0.1:9998/callback?");
    return Form.parse(shown.location().substring(shown.location().indexOf('?') + 1));
  }

  private static void assertOver(Browser.Shown answer) {
    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.html()).contains("This sign-in is over", "<code>opta login</code>");
  }
}
