package com.optalocal.accounts.adapters.http.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Browser;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.vault.VaultFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class JoinRoutesTest {
  private static final String REQUESTS = "/api/devices/requests";
  private static final String PASSWORD = "a bridge of paper boats";
  private final PortalFixture portal = PortalFixture.start();
  private final ApiClient api = portal.api();
  private VaultFixture vault = VaultFixture.genesis(new UserId("nobody"), 1);

  @BeforeEach
  void signUp() {
    UserId user = new UserId(api.signUp("ana@example.com", PASSWORD).at("/user/id").asString());
    vault = VaultFixture.genesis(user, 1);
    portal.stores().vaults().create(OrgId.DEFAULT, user, vault.notes());
  }

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void a_device_asks_is_answered_and_joins() {
    VaultFixture.Newcomer newcomer = newcomer("workstation");
    ApiClient.Answer asked = ask(newcomer);
    assertThat(asked.status()).isEqualTo(201);

    ObjectNode waiting = api.get(REQUESTS).json();
    assertThat(waiting.path("requests")).hasSize(1);
    assertThat(waiting.at("/requests/0/request").asString())
        .isEqualTo(newcomer.request().note().encoded());
    assertThat(waiting.at("/requests/0/proof").asString())
        .isEqualTo(newcomer.proof().toBase64Url());

    PendingJoin.Answer answer = vault.answer(newcomer);
    assertThat(api.post(path(newcomer) + "/answer", json(answer)).status()).isEqualTo(200);
    assertThat(api.get(REQUESTS).json().path("requests")).isEmpty();
    assertThat(api.get(path(newcomer)).json().path("answer")).isEqualTo(json(answer));
    assertThat(api.post(path(newcomer) + "/answer", json(answer)).code()).isEqualTo("gone");

    VaultFixture.Added added = vault.countersign(newcomer, answer);
    ObjectNode join = Json.object().put("add", added.statement().encoded());
    assertThat(api.post(path(newcomer) + "/join", join).status()).isEqualTo(200);
    assertThat(api.get("/api/vault").json().path("chain")).hasSize(2);
    assertThat(api.post(path(newcomer) + "/join", join).status()).isEqualTo(410);
  }

  @Test
  void a_statement_without_the_newcomers_signature_does_not_join() {
    VaultFixture.Newcomer newcomer = newcomer("workstation");
    ask(newcomer);
    PendingJoin.Answer answer = vault.answer(newcomer);
    api.post(path(newcomer) + "/answer", json(answer));

    ApiClient.Answer joined =
        api.post(path(newcomer) + "/join", Json.object().put("add", answer.add().encoded()));

    assertThat(joined.status()).isEqualTo(422);
    assertThat(joined.code()).isEqualTo("refused");
    assertThat(api.get("/api/vault").json().path("chain")).hasSize(1);
  }

  @Test
  void of_two_answers_on_the_same_head_the_second_join_is_stale() {
    VaultFixture.Newcomer one = newcomer("one");
    VaultFixture.Newcomer two = newcomer("two");
    ask(one);
    ask(two);
    PendingJoin.Answer toOne = vault.answer(one);
    PendingJoin.Answer toTwo = vault.answer(two);
    api.post(path(one) + "/answer", json(toOne));
    api.post(path(two) + "/answer", json(toTwo));
    api.post(
        path(one) + "/join",
        Json.object().put("add", vault.countersign(one, toOne).statement().encoded()));

    ApiClient.Answer late =
        api.post(
            path(two) + "/join",
            Json.object().put("add", vault.countersign(two, toTwo).statement().encoded()));

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("stale");
  }

  @Test
  void a_request_can_be_withdrawn_and_runs_out() {
    VaultFixture.Newcomer burned = newcomer("burned");
    ask(burned);
    assertThat(api.delete(path(burned)).status()).isEqualTo(204);
    assertThat(api.delete(path(burned)).status()).isEqualTo(410);
    assertThat(api.get(path(burned)).status()).isEqualTo(404);

    VaultFixture.Newcomer slow = newcomer("slow");
    ask(slow);
    portal.clock().advance(JoinRequest.LIFETIME);
    assertThat(api.get(path(slow)).code()).isEqualTo("gone");
    assertThat(api.get(REQUESTS).json().path("requests")).isEmpty();
    assertThat(ask(slow).status()).isEqualTo(410);
  }

  @Test
  void five_may_wait() {
    for (int i = 0; i < 5; i++) {
      assertThat(ask(newcomer("device-" + i)).status()).isEqualTo(201);
    }

    ApiClient.Answer sixth = ask(newcomer("device-6"));

    assertThat(sixth.status()).isEqualTo(429);
    assertThat(sixth.code()).isEqualTo("too_many");
  }

  @Test
  void malformed_requests_are_refused() {
    VaultFixture.Newcomer newcomer = newcomer("workstation");
    ObjectNode body = body(newcomer);

    assertThat(api.post(REQUESTS, body.deepCopy().put("request", "nonsense")).status())
        .isEqualTo(400);
    assertThat(api.post(REQUESTS, body.deepCopy().put("proof", "AAAA")).status()).isEqualTo(400);
    assertThat(
            api.post(
                    REQUESTS,
                    body.deepCopy()
                        .put(
                            "request",
                            newcomer.request().note().encoded().replace("workst", "Workst")))
                .status())
        .isEqualTo(400);
    assertThat(api.get(REQUESTS + "/nonsense").status()).isEqualTo(400);
  }

  @Test
  void nobody_sees_or_answers_another_persons_requests() {
    VaultFixture.Newcomer newcomer = newcomer("workstation");
    ask(newcomer);
    ApiClient ben = portal.api();
    ben.signUp("ben@example.com", PASSWORD);

    assertThat(ben.get(REQUESTS).json().path("requests")).isEmpty();
    assertThat(ben.get(path(newcomer)).status()).isEqualTo(404);
    assertThat(ben.delete(path(newcomer)).status()).isEqualTo(410);
    assertThat(ben.post(path(newcomer) + "/answer", json(vault.answer(newcomer))).status())
        .isEqualTo(410);
    assertThat(ben.get("/api/vault").status()).isEqualTo(404);
  }

  @Test
  void the_pages_show_who_is_trusted_who_waits_and_the_command_that_answers() {
    Browser browser = portal.browser();
    browser.signIn("ana@example.com", PASSWORD);
    assertThat(browser.open("/devices").html())
        .contains("first-device", "trusted")
        .doesNotContain("wants to join");

    ask(newcomer("workstation"));

    assertThat(browser.open("/devices").html())
        .contains("workstation", "wants to join", "in 15 min", "opta devices approve");
    assertThat(browser.open("/").html())
        .contains("workstation asks to join", "opta devices approve");
    ask(newcomer("third"));
    assertThat(browser.open("/").html()).contains("2 devices ask to join");
  }

  @Test
  void a_name_that_looks_like_markup_stays_a_name() {
    ask(newcomer("<script>alert(1)</script>"));
    Browser browser = portal.browser();
    browser.signIn("ana@example.com", PASSWORD);

    assertThat(browser.open("/devices").html())
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script");
  }

  private VaultFixture.Newcomer newcomer(String name) {
    return vault.newcomer(name, portal.clock().instant());
  }

  private ApiClient.Answer ask(VaultFixture.Newcomer newcomer) {
    return api.post(REQUESTS, body(newcomer));
  }

  private static ObjectNode body(VaultFixture.Newcomer newcomer) {
    return Json.object()
        .put("request", newcomer.request().note().encoded())
        .put("proof", newcomer.proof().toBase64Url());
  }

  private static String path(VaultFixture.Newcomer newcomer) {
    return REQUESTS + "/" + newcomer.request().id();
  }

  private static ObjectNode json(PendingJoin.Answer answer) {
    return Json.object()
        .put("add", answer.add().encoded())
        .put("wrap", answer.wrap().encoded())
        .put("proof", answer.proof().toBase64Url());
  }
}
