package com.optalocal.accounts.adapters.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Browser;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.session.PkceChallenge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class MessageRoutesTest {
  private static final String AUTH = "/auth/v1";
  private static final String ANA = "ana@example.com";
  private static final String PHONE = "4930123456";
  private static final String PASSWORD = "a bridge of paper boats";
  private static final String TARGET = "https://app.example.com/welcome";

  private final PortalFixture portal = PortalFixture.start(PortalFixture.WITH_PROOF);
  private final ApiClient api = portal.api();

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void who_signs_up_gets_no_session_before_the_address_is_proven() {
    ApiClient.Answer signedUp = signUp(ANA);

    assertThat(signedUp.status()).isEqualTo(200);
    assertThat(signedUp.json().has("access_token")).isFalse();
    assertThat(signedUp.json().path("email").asString()).isEqualTo(ANA);
    assertThat(signedUp.json().has("confirmation_sent_at")).isTrue();
    assertThat(signedUp.json().has("email_confirmed_at")).isFalse();
    assertError(password("email", ANA), 400, "email_not_confirmed");

    ApiClient.Answer verified = typed("signup", "email", ANA, newestCode());
    assertThat(verified.status()).isEqualTo(200);
    assertThat(verified.json().has("access_token")).isTrue();
    assertThat(verified.json().at("/user/email_confirmed_at").isMissingNode()).isFalse();
    assertThat(password("email", ANA).status()).isEqualTo(200);
  }

  @Test
  void a_phone_number_is_proven_by_its_code() {
    ApiClient.Answer signedUp = post("/signup", Map.of("phone", "+" + PHONE, "password", PASSWORD));
    assertThat(signedUp.json().path("phone").asString()).isEqualTo(PHONE);
    assertError(password("phone", PHONE), 400, "phone_not_confirmed");

    assertThat(typed("sms", "phone", PHONE, newestCode()).status()).isEqualTo(200);
    assertThat(password("phone", PHONE).status()).isEqualTo(200);
  }

  @Test
  void a_guest_has_a_session_and_no_address() {
    ApiClient.Answer guest = api.post(AUTH + "/signup", Json.object());

    assertThat(guest.status()).isEqualTo(200);
    assertThat(guest.json().at("/user/is_anonymous").asBoolean()).isTrue();
    assertThat(guest.json().at("/user/email").asString()).isEmpty();
  }

  @Test
  void a_sign_up_with_a_proven_address_looks_like_any_other() {
    signUp(ANA);
    typed("signup", "email", ANA, newestCode());
    int messages = portal.sent().all().size();
    portal.clock().advance(Duration.ofMinutes(2));

    ApiClient.Answer again = signUp(ANA);
    ApiClient.Answer fresh = signUp("zoe@example.com");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("identities")).isEmpty();
    assertThat(again.json().propertyNames())
        .containsExactlyInAnyOrderElementsOf(fresh.json().propertyNames());
    assertThat(portal.sent().all()).hasSize(messages + 1);
  }

  @ParameterizedTest
  @CsvSource({"/recover", "/magiclink", "/otp"})
  void an_unknown_address_is_answered_as_a_known_one(String path) {
    signUp(ANA);
    typed("signup", "email", ANA, newestCode());
    portal.clock().advance(Duration.ofMinutes(2));

    ObjectNode unknown = body(Map.of("email", "nobody@example.com")).put("create_user", false);
    ApiClient.Answer known = api.post(AUTH + path, body(Map.of("email", ANA)));
    ApiClient.Answer other = api.post(AUTH + path, unknown);

    assertThat(known.status()).isEqualTo(200);
    assertThat(other.status()).isEqualTo(known.status());
    assertThat(other.text()).isEqualTo(known.text()).isEqualTo("{}");
    assertError(api.post(AUTH + path, unknown), 429, "over_email_send_rate_limit");
    assertError(
        api.post(AUTH + path, body(Map.of("email", ANA))), 429, "over_email_send_rate_limit");
  }

  @ParameterizedTest
  @CsvSource({
    "/recover,'{}',400,validation_failed",
    "/recover,'{\"email\":\"x\"}',400,validation_failed",
    "/otp,'{}',400,validation_failed",
    "/otp,'{\"phone\":\"12x\"}',400,validation_failed",
    "/otp,'{\"email\":\"a@example.com\",\"phone\":\"4930123456\"}',400,validation_failed",
    "/otp,'{\"email\":\"a@example.com\",\"code_challenge\":\"x\",\"code_challenge_method\":\"s256\"}',400,validation_failed",
    "/otp,'{\"email\":\"a@example.com\",\"create_user\":\"yes\"}',400,validation_failed",
    "/otp?redirect_to=nowhere,'{\"email\":\"a@example.com\"}',400,validation_failed",
    "/magiclink,'{\"phone\":\"4930123456\"}',400,validation_failed",
    "/resend,'{\"email\":\"a@example.com\"}',400,validation_failed",
    "/resend,'{\"email\":\"a@example.com\",\"type\":\"sms\"}',400,validation_failed",
    "/resend,'{\"type\":\"signup\"}',400,validation_failed",
    "/verify,'{}',400,validation_failed",
    "/verify,'{\"type\":\"signup\"}',400,validation_failed",
    "/verify,'{\"type\":\"signup\",\"token\":\"123456\"}',400,validation_failed",
    "/verify,'{\"type\":\"signup\",\"token\":\"123456\",\"email\":\"a@example.com\"}',403,otp_expired",
    "/verify,'{\"type\":\"nonsense\",\"token_hash\":\"x\"}',403,otp_expired",
    "/invite,'{\"email\":\"a@example.com\"}',401,no_authorization",
    "/admin/generate_link,'{}',401,no_authorization"
  })
  void what_cannot_be_is_refused(String path, String body, int status, String code) {
    assertError(
        api.post(AUTH + path, body.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        status,
        code);
  }

  @Test
  void plain_challenges_are_refused() {
    ObjectNode body =
        body(Map.of("email", ANA, "code_challenge", challenge(), "code_challenge_method", "plain"));

    assertError(api.post(AUTH + "/otp", body), 400, "validation_failed");
  }

  @Test
  void an_account_s_own_user_is_no_service() {
    signIn();

    assertError(post("/invite", Map.of("email", "b@example.com")), 403, "not_admin");
    assertError(post("/admin/generate_link", Map.of("type", "signup")), 403, "not_admin");
  }

  @Test
  void guessing_a_code_ends_with_the_fifth_try() {
    signUp(ANA);
    String right = newestCode();
    for (int i = 0; i < 5; i++) {
      assertError(typed("signup", "email", ANA, wrong(right)), 403, "otp_expired");
    }

    assertError(typed("signup", "email", ANA, right), 403, "otp_expired");
    assertError(tokenHash("signup", newest().token().reveal()), 403, "otp_expired");
  }

  @Test
  void a_message_is_used_once() {
    signUp(ANA);
    String token = newest().token().reveal();

    assertThat(tokenHash("signup", token).status()).isEqualTo(200);
    assertError(tokenHash("signup", token), 403, "otp_expired");
    assertError(typed("signup", "email", ANA, newestCode()), 403, "otp_expired");
  }

  @Test
  void a_scanner_that_opens_every_link_spends_none() {
    String link = magicLink();
    for (String purpose : List.of("", "prefetch")) {
      ApiClient.Answer opened =
          api.send(
              purpose.isEmpty()
                  ? api.request(link).GET()
                  : navigation(link).header("Sec-Purpose", purpose).GET());
      assertThat(opened.status()).isEqualTo(303);
      assertThat(opened.header("Location")).startsWith("/verify?token=");
    }
    assertThat(api.send(navigation(link).HEAD()).header("Location")).doesNotContain("code=");

    ApiClient.Answer person = api.send(navigation(link).GET());
    assertThat(person.status()).isEqualTo(303);
    assertThat(person.header("Location")).startsWith(TARGET + "?code=");
  }

  @Test
  void behind_the_page_for_scanners_is_a_button_for_people() {
    String link = magicLink();
    String page = api.send(api.request(link).GET()).header("Location");
    Browser browser = portal.browser();

    assertThat(browser.open(page).status()).isEqualTo(200);
    Browser.Shown confirmed = browser.submit("/verify", Map.of());

    assertThat(confirmed.status()).isEqualTo(303);
    assertThat(confirmed.location()).startsWith(TARGET + "?code=");
    assertThat(browser.open(page).status()).isEqualTo(200);
    Browser.Shown again = browser.submit("/verify", Map.of());
    assertThat(again.status()).isEqualTo(403);
    assertThat(again.html()).contains("This link does not work");
    assertThat(api.send(navigation(link).GET()).header("Location"))
        .startsWith(TARGET + "?error=access_denied&error_code=otp_expired");
  }

  @Test
  void the_program_that_asked_makes_a_session_of_the_code() {
    String location = api.send(navigation(magicLink()).GET()).header("Location");
    String code = location.substring(location.indexOf("code=") + 5);

    ApiClient.Answer session =
        post(
            "/token?grant_type=pkce",
            Map.of("auth_code", code, "code_verifier", verifier().reveal()));

    assertThat(session.status()).isEqualTo(200);
    assertThat(session.json().at("/user/email").asString()).isEqualTo(ANA);
    assertError(
        post(
            "/token?grant_type=pkce",
            Map.of("auth_code", code, "code_verifier", verifier().reveal())),
        404,
        "flow_state_not_found");
  }

  @Test
  void without_a_challenge_the_address_carries_nothing() {
    api.post(
        AUTH + "/signup?redirect_to=" + TARGET.replace(":", "%3A").replace("/", "%2F"),
        body(Map.of("email", ANA, "password", PASSWORD)));

    ApiClient.Answer person = api.send(navigation(link(newest())).GET());

    assertThat(person.header("Location")).isEqualTo(TARGET);
    assertThat(password("email", ANA).status()).isEqualTo(200);
  }

  @Test
  void a_link_leads_nowhere_that_the_redirect_policy_does_not_know() {
    api.post(AUTH + "/otp?redirect_to=https%3A%2F%2Fevil.example%2Fx", body(Map.of("email", ANA)));
    String link = link(newest());
    assertThat(link).doesNotContain("evil");

    String bent =
        link.substring(0, link.indexOf("&redirect_to="))
            + "&redirect_to=https%3A%2F%2Fevil.example%2F";
    assertThat(api.send(navigation(bent).GET()).header("Location")).isEqualTo("/");
  }

  @Test
  void a_new_mail_address_is_confirmed_at_both() {
    signIn();
    ApiClient.Answer changed = put(Map.of("email", "new@example.com"));
    assertThat(changed.json().path("email").asString()).isEqualTo(ANA);
    assertThat(changed.json().path("new_email").asString()).isEqualTo("new@example.com");
    Message toNew = sent(MessagePurpose.EMAIL_CHANGE_NEW);
    Message toOld = sent(MessagePurpose.EMAIL_CHANGE_CURRENT);
    assertThat(toOld.to().value()).isEqualTo(ANA);

    ApiClient.Answer half = tokenHash("email_change", toNew.token().reveal());
    assertThat(half.json().path("code").asString()).isEqualTo("200");
    assertThat(half.json().has("access_token")).isFalse();
    assertThat(me().path("email").asString()).isEqualTo(ANA);

    assertThat(tokenHash("email_change", toOld.token().reveal()).status()).isEqualTo(200);
    assertThat(me().path("email").asString()).isEqualTo("new@example.com");
    assertThat(me().has("new_email")).isFalse();
  }

  /// A thief of a session has no hand in the old address: the new one alone must not do.
  @Test
  void a_new_mail_address_that_agrees_twice_is_not_both() {
    signIn();
    put(Map.of("email", "thief@example.com"));
    tokenHash("email_change", sent(MessagePurpose.EMAIL_CHANGE_NEW).token().reveal());
    portal.clock().advance(Duration.ofMinutes(2));
    assertThat(post("/resend", Map.of("type", "email_change", "email", ANA)).status())
        .isEqualTo(200);
    tokenHash("email_change", newest().token().reveal());

    assertThat(me().path("email").asString()).isEqualTo(ANA);
  }

  @Test
  void a_new_phone_number_is_confirmed_by_its_code() {
    signIn();
    assertThat(put(Map.of("phone", PHONE)).json().path("new_phone").asString()).isEqualTo(PHONE);

    assertThat(typed("phone_change", "phone", PHONE, newestCode()).status()).isEqualTo(200);
    assertThat(me().path("phone").asString()).isEqualTo(PHONE);
    assertThat(me().at("/app_metadata/providers")).hasSize(2);
  }

  @Test
  void a_change_is_refused_with_its_reason() {
    signUp("ben@example.com");
    signIn();

    assertError(put(Map.of("email", "ben@example.com")), 422, "email_exists");
    assertError(put(Map.of("email", "x")), 400, "validation_failed");
    assertError(put(Map.of("password", PASSWORD)), 422, "same_password");
    assertError(put(Map.of("password", "short")), 422, "weak_password");
    assertError(
        put(Map.of("password", PASSWORD + "!", "current_password", "not it at all")),
        400,
        "current_password_invalid");
    put(Map.of("email", "new@example.com"));
    assertError(put(Map.of("email", "new@example.com")), 429, "over_email_send_rate_limit");
  }

  @Test
  void a_new_password_ends_the_other_sessions() {
    ObjectNode other = signIn();
    ObjectNode mine = password("email", ANA).json();
    api.as(mine);

    assertThat(put(Map.of("password", PASSWORD + "!", "current_password", PASSWORD)).status())
        .isEqualTo(200);

    assertThat(me().path("email").asString()).isEqualTo(ANA);
    api.as(other);
    assertError(api.get(AUTH + "/user"), 403, "session_not_found");
  }

  @Test
  void data_is_merged_and_null_takes_away() {
    signIn();
    ObjectNode first = Json.object();
    first.putObject("data").put("theme", "dark").put("name", "Ana");
    api.put(AUTH + "/user", first);
    ObjectNode second = Json.object();
    second.putObject("data").putNull("theme");

    assertThat(api.put(AUTH + "/user", second).json().path("user_metadata").propertyNames())
        .containsExactly("name");
  }

  @Test
  void the_mailbox_opens_for_an_owner_at_this_machine() {
    signUp(ANA);
    Browser stranger = portal.browser();
    assertThat(stranger.open("/mailbox").location()).startsWith("/sign-in");
    signIn();
    Browser member = portal.browser();
    member.signIn(ANA, PASSWORD);
    assertThat(member.open("/mailbox").status()).isEqualTo(403);

    Browser owner = portal.browser();
    owner.open("/sign-up?owner=" + portal.ownerLink());
    owner.submit("/sign-up", Map.of("email", "zoe@example.com", "password", PASSWORD));
    post("/otp", Map.of("email", "nia@example.com"));
    Browser.Shown mailbox = owner.open("/mailbox");

    assertThat(mailbox.status()).isEqualTo(200);
    assertThat(mailbox.html()).contains("nia@example.com").contains(newestCode());
  }

  @Test
  void a_page_lets_nobody_in_whose_address_is_not_proven() {
    Browser browser = portal.browser();
    assertThat(browser.signUp(ANA, PASSWORD).status()).isEqualTo(200);
    assertThat(browser.open("/keys").location()).startsWith("/sign-in");
    Browser.Shown refused = browser.signIn(ANA, PASSWORD);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.html()).contains("not confirmed yet");

    typed("signup", "email", ANA, newestCode());
    assertThat(browser.signIn(ANA, PASSWORD).status()).isEqualTo(303);
  }

  private ObjectNode signIn() {
    signUp(ANA);
    return api.as(typed("signup", "email", ANA, newestCode()).json());
  }

  private ObjectNode me() {
    return api.get(AUTH + "/user").json();
  }

  private ApiClient.Answer signUp(String email) {
    return post("/signup", Map.of("email", email, "password", PASSWORD));
  }

  private String magicLink() {
    api.post(
        AUTH + "/otp?redirect_to=" + TARGET.replace(":", "%3A").replace("/", "%2F"),
        body(Map.of("email", ANA, "code_challenge", challenge(), "code_challenge_method", "s256")));
    return link(newest());
  }

  private String link(Message message) {
    return MessageLink.of(portal.publicUrl(), message)
        .substring(portal.publicUrl().value().length());
  }

  private java.net.http.HttpRequest.Builder navigation(String link) {
    return api.request(link)
        .header("Sec-Fetch-Mode", "navigate")
        .header("Sec-Fetch-Dest", "document");
  }

  private static BearerSecret verifier() {
    return BearerSecret.generate(new SeededRandom(81), "");
  }

  private static String challenge() {
    return PkceChallenge.of(verifier()).toString();
  }

  private Message newest() {
    return portal.sent().newest();
  }

  private Message sent(MessagePurpose purpose) {
    return portal.sent().all().stream()
        .filter(message -> message.purpose() == purpose)
        .reduce((older, newer) -> newer)
        .orElseThrow();
  }

  private String newestCode() {
    return newest().code().reveal();
  }

  private static String wrong(String code) {
    return code.equals("000000") ? "000001" : "000000";
  }

  private ApiClient.Answer password(String name, String address) {
    return post("/token?grant_type=password", Map.of(name, address, "password", PASSWORD));
  }

  private ApiClient.Answer typed(String type, String name, String address, String code) {
    return post("/verify", Map.of("type", type, name, address, "token", code));
  }

  private ApiClient.Answer tokenHash(String type, String token) {
    return post("/verify", Map.of("type", type, "token_hash", token));
  }

  private ApiClient.Answer post(String path, Map<String, String> fields) {
    return api.post(AUTH + path, body(fields));
  }

  private ApiClient.Answer put(Map<String, String> fields) {
    return api.put(AUTH + "/user", body(fields));
  }

  private static ObjectNode body(Map<String, String> fields) {
    ObjectNode body = Json.object();
    fields.forEach(body::put);
    return body;
  }

  private static void assertError(ApiClient.Answer answer, int status, String code) {
    assertThat(answer.json().path("error_code").asString("")).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("X-Sb-Error-Code")).isEqualTo(code);
  }
}
