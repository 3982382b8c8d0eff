package com.optalocal.accounts.adapters.http.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.DaemonAnswer;
import com.optalocal.accounts.adapters.http.DaemonFixture;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.OperationProblem;
import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.license.GatedFeature;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.Role;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The daemon's answers over a real socket.
class LicenseOperationsTest {
  private static final LicenseFixture VENDOR = LicenseFixture.vendor();
  private static final LicenseFixture ACME = LicenseFixture.own("acme");
  private static final Note LICENSE = VENDOR.license(1, Optional.empty());
  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final TestDevice laptop = new TestDevice("laptop", portal, 11);
  private final DaemonFixture daemon = new DaemonFixture(laptop);

  @BeforeEach
  void an_owner() {
    portal.register(People.ANA);
    portal.stores().members().put(InMemoryPortal.ORG, People.ANA.id(), Role.OWNER);
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private JsonValue.Fields done(String operation, JsonValue.Builder payload) {
    return daemon.client().call(operation, payload.build()) instanceof DaemonAnswer.Done(var fields)
        ? fields
        : JsonValue.Fields.NONE;
  }

  private JsonValue.Fields done(String operation) {
    return done(operation, JsonValue.fields());
  }

  private OperationProblem failed(String operation, JsonValue.Builder payload) {
    return ((DaemonAnswer.Failed) daemon.client().call(operation, payload.build())).problem();
  }

  private JsonValue.Fields publish(Note note) {
    return done("license.publish", JsonValue.fields().put("note", note.encoded()));
  }

  private static JsonValue.Builder feature(String name) {
    return JsonValue.fields().put("feature", name);
  }

  @Test
  void the_whole_way_from_the_key_list_to_a_feature() {
    laptop.enrolled(People.ANA);
    assertThat(done("license.status").array("licenses")).isEmpty();
    assertThat(publish(VENDOR.keys(1)).text("published")).contains("keys");
    assertThat(publish(LICENSE).text("id")).contains(License.parse(LICENSE).id().value());

    JsonValue.Fields refreshed = done("license.refresh");
    assertThat(refreshed.number("held")).contains(1L);
    JsonValue.Fields license = done("license.status").fields("license").orElseThrow();
    assertThat(license.text("state")).contains("active");
    assertThat(license.text("product")).contains("Opta Pro");
    assertThat(license.number("airGapDaysLeft")).contains(14L);
    assertThat(license.texts("unlocks")).containsExactly("LMX", "Desktop", "CEO Mode", "Atpo");

    JsonValue.Fields checked = done("license.check", feature("ceo-mode"));
    assertThat(checked.isTrue("allowed")).isTrue();
    assertThat(checked.text("title")).contains("CEO Mode");
    assertThat(checked.text("gates")).contains(GatedFeature.CEO_MODE.gates());
    assertThat(done("license.check", feature("acme/robot")).isTrue("allowed")).isFalse();

    clock.advance(Duration.ofDays(15));
    assertThat(done("license.check", feature("lmx")).fields("verdict").orElseThrow().text("state"))
        .contains("grace");
    clock.advance(Duration.ofDays(15));
    JsonValue.Fields over = done("license.check", feature("lmx"));
    assertThat(over.isTrue("allowed")).isFalse();
    assertThat(over.fields("verdict").orElseThrow().text("cause")).contains("air-gap");
  }

  @Test
  void what_was_taken_back_is_seen_at_the_next_refresh() {
    laptop.enrolled(People.ANA);
    publish(VENDOR.keys(1));
    publish(LICENSE);
    done("license.refresh");
    String id = License.parse(LICENSE).id().value();
    assertThat(done("license.list").objects("licenses").getFirst().text("id")).contains(id);

    assertThat(done("license.revoke", JsonValue.fields().put("id", id)).text("revoked"))
        .contains(id);
    assertThat(done("license.refresh").number("held")).contains(0L);
    assertThat(done("license.list").objects("licenses").getFirst().text("revokedAt")).isPresent();
    assertThat(failed("license.revoke", JsonValue.fields().put("id", id)).code()).isEqualTo("gone");
  }

  @Test
  void a_self_hoster_is_believed_once_pinned() {
    laptop.enrolled(People.ANA);
    publish(ACME.keys(1, portal.serveLicenses().timeKey()));
    publish(ACME.license(1, Optional.empty()));
    assertThat(failed("license.refresh", JsonValue.fields()).code())
        .isEqualTo("no_license_authority");

    JsonValue.Fields trusted =
        done(
            "license.trust",
            JsonValue.fields()
                .put("prefix", "acme")
                .put("root", ACME.root().verificationKey().toString()));
    assertThat(trusted.text("pinned")).contains("acme");
    assertThat(done("license.refresh").number("held")).contains(1L);
    assertThat(done("license.status").text("pinned")).contains("acme");
  }

  @Test
  void without_a_session_or_a_device_each_says_what_to_do() {
    assertThat(done("license.status").isTrue("enrolled")).isFalse();
    assertThat(failed("license.refresh", JsonValue.fields()).kind().code()).isEqualTo("signed-out");
    laptop.signedIn(People.ANA);
    assertThat(failed("license.refresh", JsonValue.fields()).code()).isEqualTo("not_enrolled");
  }

  @Test
  void bad_payloads_name_their_member_and_never_repeat_it() {
    assertThat(failed("license.check", feature("NOT A FEATURE")).more().text("pointer"))
        .contains("/payload/feature");
    OperationProblem problem =
        failed("license.publish", JsonValue.fields().put("note", "rubbish-of-somebody"));
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.toString()).doesNotContain("rubbish-of-somebody");
    assertThat(
            failed("license.trust", JsonValue.fields().put("prefix", "").put("root", "x")).status())
        .isEqualTo(400);
  }

  @Test
  void no_feature_gates_ones_own_secrets() {
    for (GatedFeature gated : GatedFeature.values()) {
      assertThat(gated.gates()).doesNotContain("keys.", "vault.", "export", "recovery");
    }
  }
}
