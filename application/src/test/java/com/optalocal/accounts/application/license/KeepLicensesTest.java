package com.optalocal.accounts.application.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.Actor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepLicensesTest {
  private static final LicenseFixture VENDOR = LicenseFixture.vendor();
  private static final Note LICENSE = VENDOR.license(1, Optional.empty());

  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final KeepLicenses keep = portal.keepLicenses();
  private final Actor owner = owner();

  private Actor owner() {
    portal.register(People.ANA);
    portal.stores().members().put(InMemoryPortal.ORG, People.ANA.id(), Role.OWNER);
    return portal.actor(portal.signIn(People.ANA).issued().accessToken());
  }

  private AuditAction newest() {
    return portal.listAudit().newest(owner, 1).getFirst().event().action();
  }

  @Test
  void every_change_is_recorded_with_it() {
    keep.publish(owner, VENDOR.keys(1));
    assertThat(newest()).isEqualTo(AuditAction.LICENSE_KEYS_PUBLISHED);
    keep.issue(owner, LICENSE);
    assertThat(newest()).isEqualTo(AuditAction.LICENSE_ISSUED);
    keep.revoke(owner, License.parse(LICENSE).id());
    assertThat(newest()).isEqualTo(AuditAction.LICENSE_REVOKED);
    AuditTrail.Entry entry = portal.listAudit().newest(owner, 1).getFirst();
    assertThat(entry.event().fields())
        .anyMatch(field -> field.value().equals(License.parse(LICENSE).id().value()));
  }

  @Test
  void what_is_refused_is_not_recorded() {
    assertThat(keep.issue(owner, LICENSE)).isEqualTo(KeepLicenses.Outcome.REFUSED);
    assertThat(newest()).isEqualTo(AuditAction.SESSION_OPENED);
  }

  @Test
  void a_license_for_another_organization_is_refused() {
    keep.publish(owner, VENDOR.keys(1));
    License.Terms terms = VENDOR.terms(1, Optional.empty());
    Note other =
        VENDOR
            .issuer()
            .sign(
                new License.Terms(
                        terms.id(),
                        new OrgId("other"),
                        terms.tier(),
                        terms.features(),
                        terms.issued(),
                        terms.notAfter(),
                        terms.airGap(),
                        terms.device())
                    .text());

    assertThat(keep.issue(owner, other)).isEqualTo(KeepLicenses.Outcome.REFUSED);
  }

  @Test
  void the_vendors_prefix_belongs_to_the_anchors() {
    LicenseFixture impostor = LicenseFixture.own("x");
    Note list =
        impostor
            .root()
            .sign(
                new com.optalocal.accounts.domain.license.LicenseKeys.Terms(
                        5,
                        LicenseFixture.ISSUED,
                        LicenseFixture.KEYS_END,
                        com.optalocal.accounts.domain.license.FeaturePrefix.VENDOR,
                        impostor.root().verificationKey(),
                        java.util.Set.of(impostor.issuer().verificationKey()),
                        java.util.Set.of())
                    .text());
    assertThat(keep.publish(owner, list)).isEqualTo(KeepLicenses.Outcome.REFUSED);
  }

  @Test
  void a_list_that_is_over_is_neither_taken_nor_used() {
    keep.publish(owner, VENDOR.keys(1));
    clock.set(LicenseFixture.KEYS_END);
    assertThat(keep.publish(owner, VENDOR.keys(2))).isEqualTo(KeepLicenses.Outcome.REFUSED);
    assertThat(keep.issue(owner, LICENSE)).isEqualTo(KeepLicenses.Outcome.REFUSED);
  }

  @Test
  void no_more_licenses_stand_than_a_device_can_be_told_of() {
    keep.publish(owner, VENDOR.keys(1));
    for (int i = 0; i < 64; i++) {
      assertThat(keep.issue(owner, VENDOR.license(100 + i, Optional.empty())))
          .isEqualTo(KeepLicenses.Outcome.DONE);
    }
    assertThat(keep.issue(owner, LICENSE)).isEqualTo(KeepLicenses.Outcome.FULL);
    LicenseId first = License.parse(VENDOR.license(100, Optional.empty())).id();
    keep.revoke(owner, first);
    assertThat(keep.issue(owner, LICENSE)).isEqualTo(KeepLicenses.Outcome.DONE);
  }
}
