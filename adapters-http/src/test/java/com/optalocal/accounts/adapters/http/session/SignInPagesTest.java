package com.optalocal.accounts.adapters.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.Browser;
import com.optalocal.accounts.adapters.http.PortalFixture;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInPagesTest {
  private static final String PASSWORD = "a bridge of paper boats";
  private static final PortalFixture PORTAL = PortalFixture.start();
  private final Browser browser = PORTAL.browser();

  @BeforeAll
  static void start() {
    PORTAL.browser().signUp("ana@example.com", PASSWORD);
  }

  @AfterAll
  static void stop() {
    PORTAL.close();
  }

  @Test
  void the_right_password_signs_in() {
    Browser.Shown answer = browser.signIn("ana@example.com", PASSWORD);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo("/");
    assertThat(answer.header("Set-Cookie"))
        .matches(
            "opta-session-" + PORTAL.port() + "=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax");
    assertThat(browser.open("/").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "ana@example.com,wrong",
    "nobody@example.com,wrong",
    "<b>x,wrong",
    "ana@example.com,''"
  })
  void a_wrong_password_and_an_unknown_address_look_the_same(String email, String password) {
    Browser.Shown answer = browser.signIn(email, password);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.html())
        .contains("E-mail and password do not match an account.")
        .contains("value=\"" + email.replace("<", "&lt;") + "\"")
        .doesNotContain("wrong");
    assertThat(browser.cookies()).doesNotContainKey("opta-session-" + PORTAL.port());
  }

  @Test
  void every_sign_in_makes_another_session_and_ends_the_one_before() {
    Browser.Shown first = browser.signIn("ana@example.com", PASSWORD);
    Browser before = PORTAL.browser();
    before.cookies().putAll(browser.cookies());

    // the same form again, from a tab that was left open
    Browser.Shown again =
        browser.submit("/sign-in", Map.of("email", "ana@example.com", "password", PASSWORD));

    assertThat(again.status()).isEqualTo(303);
    assertThat(again.header("Set-Cookie")).isNotEqualTo(first.header("Set-Cookie"));
    assertThat(browser.open("/").status()).isEqualTo(200);
    assertThat(before.open("/").location()).isEqualTo("/sign-in");
  }

  @Test
  void a_session_that_somebody_else_chose_is_not_taken_over() {
    browser.cookies().put("opta-session-" + PORTAL.port(), "chosen-by-somebody-else");

    browser.signIn("ana@example.com", PASSWORD);

    assertThat(browser.cookies().get("opta-session-" + PORTAL.port()))
        .isNotEqualTo("chosen-by-somebody-else");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.com",
        "/\\evil.com",
        "https://evil.com/",
        "https://example.com.evil.com/",
        "javascript:alert(1)",
        "/%2f%2fevil.com",
        "http://app.example.com/",
        "/a\r\nSet-Cookie: a=b"
      })
  void a_hostile_next_leads_home(String next) {
    browser.open("/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    Browser.Shown shown =
        browser.submit("/sign-in", Map.of("email", "ana@example.com", "password", PASSWORD));
    assertThat(shown.location()).isEqualTo("/");

    browser.open("/sign-in");
    Browser other = PORTAL.browser();
    other.open("/sign-in");
    Browser.Shown smuggled =
        other.submit(
            "/sign-in", Map.of("email", "ana@example.com", "password", PASSWORD, "next", next));
    assertThat(smuggled.location()).isEqualTo("/");
    assertThat(
            other
                .open("/sign-in?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                .location())
        .isEqualTo("/");
  }

  @Test
  void an_allowed_next_is_followed_and_the_form_may_lead_there() {
    Browser.Shown form = browser.open("/sign-in?next=https%3A%2F%2Flife.example.com%2Fa%3Fb%3Dc");
    Browser.Shown answer =
        browser.submit("/sign-in", Map.of("email", "ana@example.com", "password", PASSWORD));

    assertThat(form.header("Content-Security-Policy"))
        .endsWith("form-action 'self' https://life.example.com");
    assertThat(answer.location()).isEqualTo("https://life.example.com/a?b=c");
  }

  @Test
  void signing_out_ends_the_session_for_everybody_who_has_the_cookie() {
    browser.signIn("ana@example.com", PASSWORD);
    Browser copy = PORTAL.browser();
    copy.cookies().putAll(browser.cookies());
    browser.open("/");

    Browser.Shown out = browser.submit("/sign-out", Map.of());

    assertThat(out.location()).isEqualTo("/sign-in");
    assertThat(browser.cookies()).doesNotContainKey("opta-session-" + PORTAL.port());
    assertThat(copy.open("/").location()).isEqualTo("/sign-in");
  }
}
