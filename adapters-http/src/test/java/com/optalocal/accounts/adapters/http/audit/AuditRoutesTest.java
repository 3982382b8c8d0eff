package com.optalocal.accounts.adapters.http.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Browser;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.LogVerification;
import com.optalocal.accounts.domain.audit.ProvenEvent;
import com.optalocal.accounts.domain.audit.TrustedLog;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class AuditRoutesTest {
  private static final String PASSWORD = "a bridge of paper boats";
  private final PortalFixture portal = PortalFixture.start();
  private final ApiClient api = portal.api();

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void a_member_sees_what_was_recorded_about_them_newest_first() {
    portal.browser().signUp("ben@example.com", PASSWORD);
    ObjectNode session = api.signUp("ana@example.com", PASSWORD);

    ObjectNode answer = api.get("/api/audit").json();

    assertThat(answer.path("events").valueStream().map(e -> e.path("action").asString()))
        .containsExactly("session.opened", "user.signed-up");
    ObjectNode signedUp = (ObjectNode) answer.at("/events/1");
    assertThat(signedUp.path("index").asLong()).isEqualTo(2);
    assertThat(signedUp.path("id").asString()).startsWith("aud_");
    assertThat(signedUp.path("at").asString()).isEqualTo("2026-11-22T10:00:00Z");
    assertThat(signedUp.at("/fields/0/name").asString()).isEqualTo("user");
    assertThat(signedUp.at("/fields/0/value")).isEqualTo(session.at("/user/id"));
    assertThat(signedUp.at("/fields/0/personal").asBoolean()).isTrue();
    assertThat(api.get("/api/audit").text()).doesNotContain("ben@example.com");
  }

  @Test
  void the_checkpoint_covers_everything_and_is_signed() {
    api.signUp("ana@example.com", PASSWORD);

    Note checkpoint = Note.parse(api.get("/api/audit").json().path("checkpoint").asString());

    assertThat(Checkpoint.parse(checkpoint).size()).isEqualTo(2);
    assertThat(Checkpoint.isSigned(checkpoint, portal.stores().logKey())).isTrue();
  }

  @Test
  void the_limit_is_kept() {
    api.signUp("ana@example.com", PASSWORD);

    assertThat(api.get("/api/audit?limit=1").json().path("events")).hasSize(1);
    assertThat(api.get("/api/audit?limit=1000").json().path("events")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1001", "1e3", "", "1&limit=2", "%31%00"})
  void a_limit_out_of_range_is_refused(String limit) {
    api.signUp("ana@example.com", PASSWORD);

    assertThat(api.get("/api/audit?limit=" + limit).status()).isEqualTo(400);
  }

  @Test
  void an_owner_sees_the_organizations_log_on_the_page_and_a_member_does_not() {
    Browser owner = portal.browser();
    owner.open("/sign-up?owner=" + portal.ownerLink());
    owner.submit("/sign-up", Map.of("email", "ana@example.com", "password", PASSWORD));
    Browser member = portal.browser();
    member.signUp("ben@example.com", PASSWORD);

    assertThat(owner.open("/audit").html())
        .contains("user.signed-up", "ana@example.com", "ben@example.com");
    assertThat(member.open("/audit").html())
        .contains("user.signed-up", "ben@example.com")
        .doesNotContain("ana@example.com");
  }

  @Test
  void the_page_searches_asks_again_when_live_and_hands_out_proofs() {
    Browser ana = portal.browser();
    ana.signUp("ana@example.com", PASSWORD);

    assertThat(ana.open("/audit?search=signed-up").html())
        .contains("user.signed-up")
        .doesNotContain("session.opened");
    assertThat(ana.open("/audit?search=%3Cscript%3E").html()).doesNotContain("<script>");
    assertThat(ana.open("/audit?live=on").header("Refresh")).contains("3");
    assertThat(ana.open("/audit").header("Refresh")).isEmpty();
    String id =
        portal
            .stores()
            .audit()
            .newest(OrgId.DEFAULT.auditLog(), Optional.empty(), 1)
            .getFirst()
            .id()
            .value();
    String file = ana.open("/audit/proofs/" + id).html();
    assertThat(ProvenEvent.parse(file).fault(TrustedLog.of(portal.stores().logVerifier())))
        .isEmpty();
  }

  @Test
  void only_the_person_or_an_owner_may_have_values_erased_and_the_log_still_verifies() {
    ObjectNode ana = api.signUp("ana@example.com", PASSWORD);
    ObjectNode ben = portal.api().signUp("ben@example.com", PASSWORD);
    String mine = ana.at("/user/id").asString();
    String others = ben.at("/user/id").asString();

    assertThat(api.delete("/api/audit/people/" + others).status()).isEqualTo(403);
    assertThat(api.delete("/api/audit/people/" + mine).json().path("events").asInt()).isEqualTo(2);

    assertThat(api.get("/api/audit").json().path("events")).isEmpty();
    LogVerification verification =
        new LogVerification(
            OrgId.DEFAULT.auditLog(),
            List.of(
                Checkpoint.parse(
                    portal.stores().audit().checkpoint(OrgId.DEFAULT.auditLog()).orElseThrow())));
    portal.stores().audit().records(OrgId.DEFAULT.auditLog(), 0, 1000).forEach(verification::add);
    LogVerification.Report report = verification.finish();
    assertThat(report.faults()).isEmpty();
    assertThat(report.hashOnly()).hasToString("0-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/audit?before=-1",
        "/api/audit?since=x",
        "/api/audit?since=0&wait=26",
        "/api/audit?search=",
        "/api/audit/records?from=1e3",
        "/api/audit/records?limit=1001",
        "/api/audit/proofs/aud_nothing"
      })
  void what_has_the_wrong_form_is_refused(String path) {
    api.signUp("ana@example.com", PASSWORD);

    assertThat(api.get(path).status()).isEqualTo(400);
  }
}
