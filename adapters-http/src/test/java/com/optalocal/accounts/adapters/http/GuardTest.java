package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.session.PortalUrl;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {
  private static final String PASSWORD = "a bridge of paper boats";
  private static PortalFixture portal;
  private static String session = "";

  @BeforeAll
  static void start() {
    portal = PortalFixture.start();
    Browser ana = portal.browser();
    ana.signUp("ana@example.com", PASSWORD);
    session = ana.cookies().getOrDefault("opta-session-" + portal.port(), "");
  }

  @AfterAll
  static void stop() {
    portal.close();
  }

  private static String host() {
    return "Host: 127.0.0.1:" + portal.port();
  }

  private static String cookie() {
    return "opta-session-" + portal.port() + "=" + session;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost:PORT",
        "127.0.0.1.evil.example:PORT",
        "evil.example:PORT",
        "[::1]:PORT",
        "127.1:PORT",
        "2130706433:PORT"
      })
  void a_host_that_is_not_ours_is_misdirected(String name) {
    String host = name.replace("PORT", Integer.toString(portal.port()));

    String answer = RawClient.get(portal.port(), "/healthz", "Host: " + host);

    assertThat(RawClient.status(answer)).isEqualTo(421);
    assertThat(answer).contains("\"code\":\"misdirected\"").doesNotContain(host);
  }

  @Test
  void our_own_host_is_served() {
    assertThat(RawClient.status(RawClient.get(portal.port(), "/healthz", host()))).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /healthz HTTP/1.1|Connection: close'",
    "'GET /healthz HTTP/1.1|HOST|Host: evil.example|Connection: close'",
    "'GET http://evil.example/healthz HTTP/1.1|HOST|Connection: close'",
    "'GET /healthz HTTP/1.1|HOST|Content-Length: 1|Content-Length: 2|Connection: close'",
    "'GET /healthz HTTP/1.1|HOST|Transfer-Encoding: chunked|Content-Length: 2|Connection: close'",
    "'GET /healthz HTTP/1.1|HOST|Bad Header: x|Connection: close'"
  })
  void a_broken_head_is_refused_without_being_quoted(String head) {
    String answer =
        RawClient.send(
            portal.port(), head.replace("HOST", host()).replace("|", "\r\n") + "\r\n\r\n");

    assertThat(RawClient.status(answer)).isIn(400, 421);
    assertThat(answer).doesNotContain("evil.example").doesNotContainIgnoringCase("jetty");
  }

  @Test
  void a_huge_head_is_refused() {
    String answer =
        RawClient.get(portal.port(), "/healthz", host(), "X-Huge: " + "a".repeat(40_000));

    assertThat(RawClient.status(answer)).isEqualTo(431);
    assertThat(answer).contains("application/problem+json").doesNotContainIgnoringCase("jetty");
  }

  @Test
  void a_cookie_that_comes_twice_is_refused_whichever_is_right() {
    String twice = "Cookie: " + cookie() + "; opta-session-" + portal.port() + "=tossed";
    String twiceInTwoLines = "Cookie: opta-session-" + portal.port() + "=tossed";

    String one = RawClient.get(portal.port(), "/keys", host(), twice);
    String two =
        RawClient.get(portal.port(), "/keys", host(), "Cookie: " + cookie(), twiceInTwoLines);

    assertThat(RawClient.status(one)).isEqualTo(400);
    assertThat(RawClient.status(two)).isEqualTo(400);
    assertThat(one).contains("ambiguous_cookies").doesNotContain(session);
    assertThat(
            RawClient.status(RawClient.get(portal.port(), "/keys", host(), "Cookie: " + cookie())))
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "http://evil.example", "https://127.0.0.1:PORT", "http://127.0.0.1"})
  void a_form_from_elsewhere_is_refused(String origin) {
    Browser browser = portal.browser();
    browser.open("/sign-in");
    browser.from(origin.replace("PORT", Integer.toString(portal.port())));

    Browser.Shown answer =
        browser.submit("/sign-in", Map.of("email", "ana@example.com", "password", PASSWORD));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(browser.cookies()).doesNotContainKey("opta-session-" + portal.port());
  }

  @Test
  void a_form_without_its_token_or_with_somebody_elses_is_refused() {
    Browser browser = portal.browser();
    browser.open("/sign-in");
    Map<String, String> fields =
        new HashMap<>(Map.of("email", "ana@example.com", "password", PASSWORD));
    Browser other = portal.browser();
    other.open("/sign-in");

    assertThat(browser.post("/sign-in", fields).status()).isEqualTo(403);
    fields.put("form_token", other.formToken());
    assertThat(browser.post("/sign-in", fields).status()).isEqualTo(403);
    fields.put("form_token", browser.formToken());
    assertThat(browser.post("/sign-in", fields).status()).isEqualTo(303);
  }

  @Test
  void a_form_of_a_signed_in_page_needs_the_token_of_that_session() {
    Browser browser = portal.browser();
    browser.open("/sign-in");
    String before = browser.formToken();
    browser.submit("/sign-in", Map.of("email", "ana@example.com", "password", PASSWORD));

    assertThat(browser.post("/sign-out", Map.of("form_token", before)).status()).isEqualTo(403);
    assertThat(browser.open("/").status()).isEqualTo(200);
    assertThat(browser.submit("/sign-out", Map.of()).location()).isEqualTo("/sign-in");
    assertThat(browser.open("/").location()).isEqualTo("/sign-in");
  }

  @Test
  void a_signed_out_browser_is_sent_to_sign_in_and_back() {
    Browser browser = portal.browser();

    assertThat(browser.open("/").location()).isEqualTo("/sign-in");
    assertThat(browser.open("/keys").location()).isEqualTo("/sign-in?next=%2Fkeys");
    assertThat(browser.open("/cli/login?id=a&state=b").location())
        .isEqualTo("/sign-in?next=%2Fcli%2Flogin%3Fid%3Da%26state%3Db");
  }

  @Test
  void a_cookie_opens_no_api_and_a_bearer_opens_no_page() {
    ApiClient api = portal.api();
    String token = api.signUp("ben@example.com", PASSWORD).path("access_token").asString();

    String withCookie = RawClient.get(portal.port(), "/api/audit", host(), "Cookie: " + cookie());
    String withBearer =
        RawClient.get(portal.port(), "/keys", host(), "Authorization: Bearer " + token);

    assertThat(RawClient.status(withCookie)).isEqualTo(401);
    assertThat(RawClient.status(withBearer)).isEqualTo(303);
  }

  @Test
  void a_missing_or_wrong_token_is_signed_out() {
    ApiClient.Answer none = portal.api().get("/api/audit");
    ApiClient.Answer wrong =
        portal.api().with("Authorization", "Bearer not.a.token").get("/api/audit");
    ApiClient.Answer basic = portal.api().with("Authorization", "Basic YTpi").get("/api/audit");

    for (ApiClient.Answer answer : java.util.List.of(none, wrong, basic)) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("signed_out");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"code\":\"a\",\"code\":\"b\",\"code_verifier\":\"c\"}",
        "{\"code\":\"a\"",
        "[1]",
        "{\"code\":\"a\",\"code_verifier\":\"c\"} {}"
      })
  void json_that_could_be_read_in_two_ways_is_refused(String body) {
    ApiClient.Answer answer =
        portal.api().post("/api/cli/token", body.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("bad_json");
  }

  @Test
  void deep_json_and_unknown_members_are_refused() {
    String deep = "{\"code\":" + "[".repeat(5000) + "]".repeat(5000) + "}";
    ApiClient.Answer tooDeep =
        portal.api().post("/api/cli/token", deep.getBytes(StandardCharsets.UTF_8));
    ApiClient.Answer unknown =
        portal
            .api()
            .post(
                "/api/cli/token",
                Json.object().put("code", "a").put("code_verifier", "b").put("extra", 1));

    assertThat(tooDeep.code()).isEqualTo("bad_json");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.code()).isEqualTo("invalid");
  }

  @Test
  void a_body_over_one_mebibyte_is_refused_announced_or_not() {
    byte[] huge = new byte[(1 << 20) + 1];
    ApiClient.Answer announced = portal.api().post("/api/cli/token", huge);
    ApiClient.Answer chunked =
        portal
            .api()
            .send(
                portal
                    .api()
                    .request("/api/cli/token")
                    .header("Content-Type", "application/json")
                    .POST(
                        HttpRequest.BodyPublishers.ofInputStream(
                            () -> new java.io.ByteArrayInputStream(huge))));

    assertThat(announced.status()).isEqualTo(413);
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.code()).isEqualTo("too_large");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "application/jsonp"
      })
  void another_media_type_is_refused(String type) {
    ApiClient.Answer answer =
        portal
            .api()
            .send(
                portal
                    .api()
                    .request("/api/cli/token")
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void an_old_command_that_asks_for_tokens_in_an_address_gets_a_hint() {
    Browser.Shown answer =
        portal.browser().open("/sign-in?redirect_to=http%3A%2F%2Flocalhost%3A9998%2Fcallback");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.html()).contains("This opta command is too old", "Upgrade Opta");
    assertThat(answer.location()).isEmpty();
  }

  @Test
  void over_https_cookies_are_host_only_and_other_addresses_lead_to_the_public_one() {
    try (PortalFixture secure =
        PortalFixture.start(port -> new PortalUrl("https://accounts.example.com"))) {
      String elsewhere =
          RawClient.get(secure.port(), "/sign-in?next=%2Fkeys", "Host: 127.0.0.1:" + secure.port());
      String here = RawClient.get(secure.port(), "/sign-in", "Host: accounts.example.com");

      assertThat(RawClient.status(elsewhere)).isEqualTo(303);
      assertThat(elsewhere)
          .contains("Location: https://accounts.example.com/sign-in?next=%2Fkeys\r\n");
      assertThat(here)
          .containsPattern(
              "Set-Cookie: __Host-opta-form=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax;"
                  + " Secure\r\n")
          .contains("Strict-Transport-Security: max-age=63072000");
    }
  }
}
