package com.optalocal.accounts.domain.license;

import static com.optalocal.accounts.domain.license.LicenseFixture.features;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseTest {
  private static final LicenseFixture VENDOR = LicenseFixture.vendor();
  private static final LicenseFixture ACME = LicenseFixture.own("acme");
  private static final SigningKey DEVICE = LicenseFixture.key(6000);
  private static final Note LICENSE =
      VENDOR.license(1, Optional.of(DEVICE.verificationKey().fingerprint()));

  private static Optional<License> authentic(byte[] wire, LicenseFixture by) {
    try {
      return LicenseVerifier.authentic(Note.parse(wire), by.issuers());
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static byte[] wire(Note note) {
    return note.encoded().getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_license_is_text_that_people_can_read() {
    assertThat(VENDOR.license(1, Optional.empty()).text())
        .isEqualTo(
            """
            opta-license/v1
            license %s
            org default
            tier pro
            features atpo,ceo-mode,desktop,lmx
            issued 2026-11-22T10:00:00Z
            not-after 2027-11-22T10:00:00Z
            air-gap 14d
            device-key any
            """
                .formatted(VENDOR.terms(1, Optional.empty()).id()));
  }

  @Test
  void a_signed_license_reads_back_as_it_was_issued() {
    License read = authentic(wire(LICENSE), VENDOR).orElseThrow();

    assertThat(read.terms())
        .isEqualTo(VENDOR.terms(1, Optional.of(DEVICE.verificationKey().fingerprint())));
    assertThat(read.product()).isEqualTo("Opta Pro");
    assertThat(License.parse(ACME.license(1, Optional.empty())).product()).isEqualTo("Acme Pro");
    assertThat(new Tier("enterprise-plus").title()).isEqualTo("Enterprise Plus");
  }

  @Test
  void any_flipped_bit_of_a_license_ends_it() {
    assertEveryBitCounts(LICENSE, wire -> authentic(wire, VENDOR).isPresent());
  }

  @Test
  void any_flipped_bit_of_a_key_list_ends_it() {
    assertEveryBitCounts(
        VENDOR.keys(3),
        wire -> LicenseKeys.verify(Note.parse(wire), VENDOR.authority()).isPresent());
  }

  @Test
  void any_flipped_bit_of_a_request_a_contact_or_a_pinned_issuer_ends_it() {
    LicenseRequest request =
        new LicenseRequest(DEVICE.verificationKey(), com.optalocal.accounts.domain.note.Hash.NONE);
    Note signed = DEVICE.sign(request.text());
    assertEveryBitCounts(signed, wire -> LicenseRequest.verify(Note.parse(wire)).isPresent());

    LicenseKeys keys = LicenseKeys.verify(VENDOR.keys(1), VENDOR.authority()).orElseThrow();
    Note contact = LicenseContactTest.contact(VENDOR, request, LicenseFixture.ISSUED);
    assertEveryBitCounts(
        contact, wire -> LicenseContact.verify(Note.parse(wire), keys, request).isPresent());

    var ana = com.optalocal.accounts.domain.identity.People.ANA.id();
    Note pinned =
        DEVICE.sign(
            IssuerStatement.text(
                ana,
                LicenseFixture.ISSUED,
                FeaturePrefix.own("acme"),
                ACME.root().verificationKey()));
    assertEveryBitCounts(
        pinned,
        wire ->
            IssuerStatement.verify(Note.parse(wire), ana, DEVICE.verificationKey()).isPresent());
  }

  private static void assertEveryBitCounts(
      Note note, java.util.function.Predicate<byte[]> verifies) {
    byte[] wire = wire(note);
    assertThat(verifies.test(wire)).isTrue();
    for (int bit = 0; bit < wire.length * 8; bit++) {
      byte[] flipped = wire.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      boolean still;
      try {
        still = verifies.test(flipped);
      } catch (IllegalArgumentException refused) {
        still = false;
      }
      assertThat(still).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void no_truncated_license_counts() {
    byte[] wire = wire(LICENSE);
    for (int length = 0; length < wire.length; length++) {
      assertThat(authentic(java.util.Arrays.copyOf(wire, length), VENDOR)).isEmpty();
    }
  }

  @Test
  void no_two_licenses_in_one_count() {
    String one = LICENSE.encoded();
    String other = VENDOR.license(2, Optional.empty()).encoded();
    String signature = one.substring(one.lastIndexOf("\n\n") + 2);
    for (String joined :
        List.of(
            one + other,
            other + one,
            one + one,
            one + "\n" + other,
            one + signature,
            LICENSE.text() + VENDOR.license(2, Optional.empty()).text() + "\n" + signature,
            other.substring(0, other.lastIndexOf("\n\n") + 2) + signature)) {
      assertThat(authentic(joined.getBytes(StandardCharsets.UTF_8), VENDOR)).as(joined).isEmpty();
    }
  }

  @Test
  void a_second_signature_of_anybody_ends_it() {
    assertThat(LicenseVerifier.authentic(DEVICE.sign(LICENSE), VENDOR.issuers())).isEmpty();
    assertThat(LicenseVerifier.authentic(VENDOR.issuer().sign(LICENSE), VENDOR.issuers()))
        .isEmpty();
  }

  @Test
  void a_second_signature_of_anybody_ends_a_key_list_too() {
    assertThat(LicenseKeys.verify(VENDOR.keys(1), VENDOR.authority())).isPresent();
    assertThat(LicenseKeys.verify(DEVICE.sign(VENDOR.keys(1)), VENDOR.authority())).isEmpty();
    assertThat(LicenseKeys.verify(VENDOR.root().sign(VENDOR.keys(1)), VENDOR.authority()))
        .isEmpty();
  }

  @Test
  void nobody_signs_for_another_prefix() {
    Note foreign = ACME.issuer().sign(VENDOR.terms(1, Optional.empty()).text());

    assertThat(LicenseVerifier.authentic(foreign, ACME.issuers())).isEmpty();
    Note reverse = VENDOR.issuer().sign(ACME.terms(1, Optional.empty()).text());
    assertThat(LicenseVerifier.authentic(reverse, VENDOR.issuers())).isEmpty();
    assertThat(LicenseVerifier.authentic(ACME.license(1, Optional.empty()), ACME.issuers()))
        .isPresent();
  }

  @Test
  void features_of_two_prefixes_do_not_stand_in_one_license() {
    License.Terms terms = VENDOR.terms(1, Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new License.Terms(
                terms.id(),
                terms.org(),
                terms.tier(),
                features("lmx", "acme/robot"),
                terms.issued(),
                terms.notAfter(),
                terms.airGap(),
                terms.device()));
  }

  @Test
  void no_note_of_another_kind_is_taken_for_a_license_and_none_for_another_kind() {
    LicenseRequest request =
        new LicenseRequest(DEVICE.verificationKey(), com.optalocal.accounts.domain.note.Hash.NONE);
    LicenseKeys keys = LicenseKeys.verify(VENDOR.keys(1), VENDOR.authority()).orElseThrow();
    var ana = com.optalocal.accounts.domain.identity.People.ANA.id();
    List<Note> texts =
        List.of(
            VENDOR.terms(1, Optional.empty()).text(),
            VENDOR.keyTerms(1, LicenseFixture.KEYS_END, VENDOR.time().verificationKey()).text(),
            request.text(),
            Note.unsigned(
                LicenseContactTest.contact(VENDOR, request, LicenseFixture.ISSUED).text()),
            IssuerStatement.text(
                ana,
                LicenseFixture.ISSUED,
                FeaturePrefix.own("acme"),
                ACME.root().verificationKey()));
    SigningKey anybody = VENDOR.root();
    Set<Issuer> issuers =
        Set.of(new Issuer(FeaturePrefix.VENDOR, Set.of(anybody.verificationKey())));
    for (Note text : texts) {
      Note signed = anybody.sign(text);
      int readable = 0;
      readable += LicenseVerifier.authentic(signed, issuers).isPresent() ? 1 : 0;
      readable += LicenseKeys.selfSigned(signed).isPresent() ? 1 : 0;
      readable += LicenseRequest.verify(DEVICE.sign(text)).isPresent() ? 1 : 0;
      readable +=
          LicenseContact.verify(VENDOR.time().sign(text), keys, request).isPresent() ? 1 : 0;
      readable +=
          IssuerStatement.verify(signed, ana, anybody.verificationKey()).isPresent() ? 1 : 0;
      assertThat(readable).as(text.type()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "features atpo, features ceo-mode",
    "'atpo,ceo-mode', 'ceo-mode,atpo'",
    "'atpo,ceo-mode', 'atpo,atpo,ceo-mode'",
    "'atpo,ceo-mode', 'atpo,,ceo-mode'",
    "'features atpo', 'features ,atpo'",
    "'lmx\n', 'lmx,\n'",
    "'lmx\n', 'lmx \n'",
    "lmx, LMX",
    "lmx, acme/lmx",
    "air-gap 14d, air-gap 014d",
    "air-gap 14d, air-gap 14",
    "air-gap 14d, air-gap 0d",
    "air-gap 14d, air-gap 366d",
    "air-gap 14d, air-gap +14d",
    "air-gap 14d, air-gap -14d",
    "air-gap 14d, air-gap 14D",
    "air-gap 14d, air-gap 1400d",
    "air-gap 14d, air-gap ١d",
    "2027-11-22T10:00:00Z, 2026-11-22T10:00:00Z",
    "2027-11-22T10:00:00Z, 2027-11-22T10:00:00.000Z",
    "2027-11-22T10:00:00Z, 2027-11-22T11:00:00+01:00",
    "device-key any, device-key Any",
    "device-key any, device-key",
    "'device-key any\n', ''",
    "'device-key any\n', 'device-key any\ndevice-key any\n'",
    "org default, org Default",
    "tier pro, tier Pro",
    "opta-license/v1, opta-license/v2",
    "license lic_, license LIC_",
  })
  void a_text_that_is_not_exactly_in_form_is_refused_though_it_is_signed(String what, String by) {
    String text = VENDOR.terms(1, Optional.empty()).text().text();
    String changed = text.replaceFirst(what, by == null ? "" : by);
    assertThat(changed).isNotEqualTo(text);

    assertThat(
            LicenseVerifier.authentic(
                VENDOR.issuer().sign(Note.unsigned(changed)), VENDOR.issuers()))
        .as(changed)
        .isEmpty();
  }

  @Test
  void a_license_is_bounded() {
    String text = VENDOR.terms(1, Optional.empty()).text().text();
    String many =
        String.join(
            ",",
            java.util.stream.IntStream.range(0, 65)
                .mapToObj(i -> "f" + (char) ('a' + i / 26) + (char) ('a' + i % 26))
                .toList());
    Note tooMany =
        VENDOR.issuer().sign(Note.unsigned(text.replaceFirst("features .*", "features " + many)));
    Note tooLong = VENDOR.issuer().sign(Note.unsigned(text + "x".repeat(9000) + "\n"));

    assertThat(LicenseVerifier.authentic(tooMany, VENDOR.issuers())).isEmpty();
    assertThat(LicenseVerifier.authentic(tooLong, VENDOR.issuers())).isEmpty();
  }

  @Test
  void random_edits_never_pass() {
    long seed = 20261122;
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    byte[] wire = wire(LICENSE);
    for (int i = 0; i < 3000; i++) {
      byte[] edited = wire.clone();
      int edits = 1 + random.nextInt(4);
      for (int e = 0; e < edits; e++) {
        edited[random.nextInt(edited.length)] = (byte) random.nextInt(256);
      }
      if (!java.util.Arrays.equals(edited, wire)) {
        assertThat(authentic(edited, VENDOR)).as("seed %d, round %d", seed, i).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lmx/", "/lmx", "a/b/c", "LMX", "l mx", "lmx\n", "1lmx", "-lmx"})
  void features_have_one_form(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Feature(name));
  }

  @Test
  void features_are_told_in_the_order_of_the_table() {
    assertThat(GatedFeature.titlesOf(features("lmx", "desktop", "ceo-mode", "atpo")))
        .containsExactly("LMX", "Desktop", "CEO Mode", "Atpo");
    assertThat(GatedFeature.titlesOf(features("acme/robot"))).containsExactly("acme/robot");
  }

  @Test
  void instants_are_cut_to_seconds_and_air_gaps_are_whole_days() {
    License.Terms terms = VENDOR.terms(1, Optional.empty());
    assertThat(
            new License.Terms(
                    terms.id(),
                    terms.org(),
                    terms.tier(),
                    terms.features(),
                    terms.issued().plusMillis(5),
                    terms.notAfter(),
                    terms.airGap(),
                    terms.device())
                .text())
        .isEqualTo(terms.text());
    assertThat(NoteFields.wholeSeconds(terms.issued())).isEqualTo(terms.issued());
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new License.Terms(
                terms.id(),
                terms.org(),
                terms.tier(),
                terms.features(),
                terms.issued(),
                terms.notAfter(),
                Duration.ofHours(25),
                terms.device()));
  }
}
