package com.optalocal.accounts.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LicenseContactTest {
  private static final LicenseFixture VENDOR = LicenseFixture.vendor();
  private static final SigningKey DEVICE = LicenseFixture.key(6000);
  private static final LicenseRequest REQUEST =
      new LicenseRequest(DEVICE.verificationKey(), Sha256.of("nonce"));
  private static final LicenseKeys KEYS =
      LicenseKeys.verify(VENDOR.keys(1), VENDOR.authority()).orElseThrow();

  static Note contact(LicenseFixture by, LicenseRequest request, Instant time) {
    return by.time().sign(text(request, time));
  }

  private static Note text(LicenseRequest request, Instant time) {
    return new LicenseContact(
            OrgId.DEFAULT, request.device().fingerprint(), request.nonce(), time, new TreeSet<>())
        .text();
  }

  @Test
  void a_time_that_was_signed_for_this_request_counts() {
    assertThat(
            LicenseContact.verify(contact(VENDOR, REQUEST, LicenseFixture.ISSUED), KEYS, REQUEST))
        .map(LicenseContact::time)
        .contains(LicenseFixture.ISSUED);
  }

  @Test
  void a_time_for_another_nonce_does_not() {
    LicenseRequest before = new LicenseRequest(DEVICE.verificationKey(), Hash.NONE);
    assertThat(LicenseContact.verify(contact(VENDOR, before, LicenseFixture.ISSUED), KEYS, REQUEST))
        .isEmpty();
  }

  @Test
  void a_time_for_another_device_does_not() {
    LicenseRequest other =
        new LicenseRequest(LicenseFixture.key(6001).verificationKey(), REQUEST.nonce());
    assertThat(LicenseContact.verify(contact(VENDOR, other, LicenseFixture.ISSUED), KEYS, REQUEST))
        .isEmpty();
  }

  @Test
  void a_key_that_signs_licenses_signs_no_time_and_the_other_way_round() {
    Note byIssuer = VENDOR.issuer().sign(text(REQUEST, LicenseFixture.ISSUED));
    assertThat(LicenseContact.verify(byIssuer, KEYS, REQUEST)).isEmpty();
    Note byTimeKey = VENDOR.time().sign(VENDOR.terms(1, java.util.Optional.empty()).text());
    assertThat(LicenseVerifier.authentic(byTimeKey, java.util.Set.of(KEYS.issuer()))).isEmpty();
  }

  @Test
  void a_request_counts_only_under_its_own_key() {
    assertThat(LicenseRequest.verify(DEVICE.sign(REQUEST.text()))).contains(REQUEST);
    assertThat(LicenseRequest.verify(LicenseFixture.key(6001).sign(REQUEST.text()))).isEmpty();
    assertThat(LicenseRequest.verify(VENDOR.time().sign(DEVICE.sign(REQUEST.text())))).isEmpty();
  }

  @Test
  void a_list_counts_under_its_own_authority_alone() {
    LicenseFixture acme = LicenseFixture.own("acme");
    assertThat(LicenseKeys.verify(acme.keys(1), VENDOR.authority())).isEmpty();
    assertThat(LicenseKeys.verify(VENDOR.keys(1), acme.authority())).isEmpty();
    assertThat(LicenseKeys.verify(VENDOR.keys(1), TrustAnchors.VENDOR)).isEmpty();
    Note underVendor =
        acme.root()
            .sign(
                new LicenseKeys.Terms(
                        1,
                        LicenseFixture.ISSUED,
                        LicenseFixture.KEYS_END,
                        FeaturePrefix.VENDOR,
                        acme.root().verificationKey(),
                        java.util.Set.of(acme.issuer().verificationKey()),
                        java.util.Set.of())
                    .text());
    assertThat(LicenseKeys.verify(underVendor, acme.authority())).isEmpty();
    assertThat(LicenseKeys.verify(underVendor, VENDOR.authority())).isEmpty();
  }
}
