package com.optalocal.accounts.adapters.http.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.application.session.AuthorizeFlow;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.session.Flow;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.SignInMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `grant_type=pkce`, in the contract's words.
class FlowGrantTest {
  private static final BearerSecret VERIFIER = BearerSecret.generate(new SeededRandom(71), "");
  private static final BearerSecret OTHER = BearerSecret.generate(new SeededRandom(73), "");

  private final PortalFixture portal = PortalFixture.start();
  private final ApiClient api = portal.api();
  private final AuthorizeFlow authorize =
      new AuthorizeFlow(
          portal.stores().flows(), portal.stores().work(), new SeededRandom(72), portal.clock());
  private final UserId ana =
      new UserId(
          api.signUp("ana@example.com", "a bridge of paper boats").at("/user/id").asString());

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void a_code_and_its_verifier_open_a_session_once() {
    BearerSecret code = code();

    ApiClient.Answer answer = redeem(code, VERIFIER);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/user/id").asString()).isEqualTo(ana.value());
    assertRefused(redeem(code, VERIFIER), 404, "flow_state_not_found");
  }

  @Test
  void a_wrong_verifier_is_told_and_spends_the_code() {
    BearerSecret code = code();

    assertRefused(redeem(code, OTHER), 400, "bad_code_verifier");
    assertRefused(redeem(code, VERIFIER), 404, "flow_state_not_found");
  }

  @Test
  void a_code_that_is_too_old_is_told() {
    BearerSecret code = code();
    portal.clock().advance(Flow.CODE_FOR);

    assertRefused(redeem(code, VERIFIER), 422, "flow_state_expired");
  }

  @Test
  void a_code_that_nobody_handed_out_is_unknown() {
    assertRefused(redeem(OTHER, VERIFIER), 404, "flow_state_not_found");
  }

  private BearerSecret code() {
    FlowId flow = authorize.begin(DEFAULT, PkceChallenge.of(VERIFIER), SignInMethod.MAGIC_LINK);
    return authorize.complete(DEFAULT, flow, ana).orElseThrow();
  }

  private ApiClient.Answer redeem(BearerSecret code, BearerSecret verifier) {
    return api.post(
        "/auth/v1/token?grant_type=pkce",
        Json.object().put("auth_code", code.reveal()).put("code_verifier", verifier.reveal()));
  }

  private static void assertRefused(ApiClient.Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error_code").asString()).isEqualTo(code);
  }
}
