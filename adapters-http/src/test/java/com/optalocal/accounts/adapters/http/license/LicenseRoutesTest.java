package com.optalocal.accounts.adapters.http.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Browser;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.license.LicenseRequest;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseRoutesTest {
  private static final String PASSWORD = "a bridge of paper boats";
  private static final LicenseFixture VENDOR = LicenseFixture.vendor();
  private static final Note LICENSE = VENDOR.license(1, Optional.empty());
  private final PortalFixture portal = PortalFixture.start();
  private final ApiClient api = portal.api();

  @AfterEach
  void stop() {
    portal.close();
  }

  private void licensed() {
    var licenses = portal.stores().licenses();
    licenses.putKeys(
        OrgId.DEFAULT, LicenseKeys.verify(VENDOR.keys(1), VENDOR.authority()).orElseThrow());
    licenses.add(OrgId.DEFAULT, License.parse(LICENSE), portal.clock().instant());
  }

  private Browser owner() {
    Browser owner = portal.browser();
    owner.open("/sign-up?owner=" + portal.ownerLink());
    owner.submit("/sign-up", Map.of("email", "ana@example.com", "password", PASSWORD));
    return owner;
  }

  @Test
  void the_page_says_what_to_do_while_there_is_none() {
    assertThat(owner().open("/licenses").html())
        .contains("No licenses yet", "opta license publish FILE");
    Browser member = portal.browser();
    member.signUp("ben@example.com", PASSWORD);
    assertThat(member.open("/licenses").html())
        .contains("No licenses yet", "An owner of your organization brings them")
        .doesNotContain("publish");
  }

  @Test
  void the_page_shows_each_license_and_its_state() {
    licensed();
    Browser owner = owner();
    assertThat(owner.open("/licenses").html())
        .contains("Opta Pro", "LMX, Desktop, CEO Mode, Atpo", "tag ok", "active", "any")
        .contains(License.parse(LICENSE).id().value(), "Key list");

    portal
        .stores()
        .licenses()
        .revoke(OrgId.DEFAULT, License.parse(LICENSE).id(), portal.clock().instant());
    assertThat(owner.open("/licenses").html()).contains("revoked").doesNotContain("tag ok");
  }

  @Test
  void a_license_that_is_over_or_early_says_so() {
    LicensesPage.Line line =
        new LicensesPage.Line(
            "Opta Pro",
            "lic",
            "LMX",
            "",
            LicenseFixture.ISSUED,
            LicenseFixture.NOT_AFTER,
            Optional.empty());
    assertThat(line.state(LicenseFixture.ISSUED.minusSeconds(1))).isEqualTo("early");
    assertThat(line.state(LicenseFixture.ISSUED)).isEqualTo("active");
    assertThat(line.state(LicenseFixture.NOT_AFTER)).isEqualTo("over");
    assertThat(line.tag(LicenseFixture.NOT_AFTER.plus(Duration.ofDays(1)))).isEqualTo("bad");
  }

  @Test
  void a_member_keeps_no_licenses() {
    licensed();
    api.signUp("ben@example.com", PASSWORD);
    String id = License.parse(LICENSE).id().value();

    assertThat(api.post("/api/licenses", Json.object().put("license", LICENSE.encoded())).status())
        .isEqualTo(403);
    assertThat(
            api.put("/api/licenses/keys", Json.object().put("keys", VENDOR.keys(2).encoded()))
                .status())
        .isEqualTo(403);
    assertThat(api.delete("/api/licenses/" + id).status()).isEqualTo(403);
    assertThat(api.get("/api/licenses").json().path("licenses")).hasSize(1);
  }

  @Test
  void a_request_under_a_key_that_its_sender_does_not_hold_is_refused() {
    licensed();
    api.signUp("ana@example.com", PASSWORD);
    SigningKey device = LicenseFixture.key(1);
    Note text = new LicenseRequest(device.verificationKey(), Hash.NONE).text();

    ApiClient.Answer stolen =
        api.post(
            "/api/licenses/refresh",
            Json.object().put("request", LicenseFixture.key(2).sign(text).encoded()));
    assertThat(stolen.status()).isEqualTo(422);
    assertThat(stolen.code()).isEqualTo("refused");
    ApiClient.Answer own =
        api.post(
            "/api/licenses/refresh", Json.object().put("request", device.sign(text).encoded()));
    assertThat(own.json().path("licenses")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "rubbish", "a\n\n— b c\n", "opta-license/v1\n"})
  void what_is_no_note_is_refused_without_being_repeated(String text) {
    api.signUp("ana@example.com", PASSWORD);
    for (String path : new String[] {"/api/licenses", "/api/licenses/refresh"}) {
      ApiClient.Answer answer =
          api.post(path, Json.object().put(path.endsWith("h") ? "request" : "license", text + "x"));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).doesNotContain("rubbish");
    }
  }

  @Test
  void an_id_in_another_form_is_refused() {
    api.signUp("ana@example.com", PASSWORD);
    assertThat(api.delete("/api/licenses/lic_1").status()).isEqualTo(400);
  }
}
