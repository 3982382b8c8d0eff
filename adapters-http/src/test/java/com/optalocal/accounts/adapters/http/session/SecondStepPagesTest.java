package com.optalocal.accounts.adapters.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Browser;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.adapters.http.identity.Prover;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class SecondStepPagesTest {
  private static final String PASSWORD = "a bridge of paper boats";
  private static final String EMAIL = "ana@example.com";
  private final PortalFixture portal = PortalFixture.start();
  private final ApiClient api = portal.api();
  private final Prover ana = new Prover(portal, api);
  private final Browser browser = portal.browser();
  private ObjectNode factor = Json.object();

  @BeforeEach
  void enroll() {
    api.signUp(EMAIL, PASSWORD);
    factor = ana.enrollVerified("phone");
    portal.clock().advance(Duration.ofSeconds(60));
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void a_sign_in_goes_on_to_the_second_step_and_from_there_to_where_it_led() {
    browser.open("/sign-in?next=%2Fkeys");
    Browser.Shown half = browser.submit("/sign-in", Map.of("email", EMAIL, "password", PASSWORD));
    assertThat(half.location()).isEqualTo("/sign-in/verify?next=%2Fkeys");
    Browser.Shown form = browser.open(half.location());
    assertThat(form.html()).contains("autocomplete=\"one-time-code\"");

    Browser.Shown passed = submit("code", ana.code(factor));

    assertThat(passed.status()).isEqualTo(303);
    assertThat(passed.location()).isEqualTo("/keys");
    assertThat(browser.open("/keys").status()).isEqualTo(200);
    assertThat(browser.open("/sign-in/verify").location()).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/keys", "/devices", "/audit", "/licenses"})
  void until_then_the_session_opens_no_other_page(String path) {
    browser.signIn(EMAIL, PASSWORD);

    Browser.Shown shown = browser.open(path);

    assertThat(shown.status()).isEqualTo(303);
    assertThat(shown.location()).startsWith("/sign-in/verify");
    assertThat(shown.html()).doesNotContain(EMAIL);
  }

  @Test
  void until_then_it_sends_no_form_and_confirms_no_terminal() {
    browser.signIn(EMAIL, PASSWORD);
    browser.open("/sign-in/verify");

    assertThat(browser.submit("/sign-out", Map.of()).location()).isEqualTo("/sign-in/verify");
    assertThat(browser.open("/cli/login?id=x&state=y").location())
        .startsWith("/sign-in/verify?next=");
    assertThat(browser.open("/sign-in").status()).isEqualTo(200);
  }

  @Test
  void wrong_codes_are_said_to_be_wrong_five_times() {
    browser.signIn(EMAIL, PASSWORD);
    browser.open("/sign-in/verify");
    for (int i = 0; i < 5; i++) {
      Browser.Shown wrong = submit("code", "x");
      assertThat(wrong.status()).isEqualTo(401);
      assertThat(wrong.html()).contains("This code is wrong");
    }

    Browser.Shown blocked = submit("code", ana.code(factor));
    assertThat(blocked.status()).isEqualTo(429);
    assertThat(browser.open("/").location()).startsWith("/sign-in/verify");
  }

  @Test
  void a_code_that_a_program_used_does_not_pass() {
    String code = ana.code(factor);
    browser.signIn(EMAIL, PASSWORD);
    browser.open("/sign-in/verify");
    assertThat(ana.verify(factor, code).status()).isEqualTo(200);

    browser.signIn(EMAIL, PASSWORD);
    browser.open("/sign-in/verify");
    assertThat(submit("code", code).status()).isEqualTo(401);
  }

  @Test
  void a_recovery_code_passes_once() {
    String code =
        api.post("/auth/v1/factors/recovery-codes", Json.object()).json().at("/codes/0").asString();
    browser.signIn(EMAIL, PASSWORD);
    assertThat(browser.open("/sign-in/verify?use=recovery").html()).contains("Recovery code");
    assertThat(submit("recovery", code).location()).isEqualTo("/");
    assertThat(browser.open("/").status()).isEqualTo(200);

    Browser again = portal.browser();
    again.signIn(EMAIL, PASSWORD);
    again.open("/sign-in/verify?use=recovery");
    Browser.Shown refused =
        again.submit("/sign-in/verify", Map.of("use", "recovery", "code", code));
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.html()).doesNotContain(code);
  }

  @Test
  void a_session_from_before_the_factor_waits_too_or_is_over() {
    Browser before = portal.browser();
    portal.api().signUp("ben@example.com", PASSWORD);
    before.signIn("ben@example.com", PASSWORD);
    ApiClient ben = portal.api();
    ben.as(
        ben.post(
                "/auth/v1/token?grant_type=password",
                Json.object().put("email", "ben@example.com").put("password", PASSWORD))
            .json());
    assertThat(before.open("/").status()).isEqualTo(200);

    new Prover(portal, ben).enrollVerified("phone");

    assertThat(before.open("/").location()).isEqualTo("/sign-in");
  }

  @Test
  void nobody_sees_the_page_without_a_session_that_waits() {
    assertThat(browser.open("/sign-in/verify").location()).isEqualTo("/sign-in");
    assertThat(browser.post("/sign-in/verify", Map.of("code", "1")).location())
        .isEqualTo("/sign-in");
  }

  private Browser.Shown submit(String use, String code) {
    return browser.submit("/sign-in/verify", Map.of("use", use, "code", code));
  }
}
