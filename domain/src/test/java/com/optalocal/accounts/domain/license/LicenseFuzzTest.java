package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.Fuzz;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Licenses, the lists of keys behind them, and what device and portal say about them, under
/// [Fuzz].
///
/// Mutation breaks every signature, so most answers are a refusal; what counts is that the fields
/// before it were read without anything else coming out.
class LicenseFuzzTest {
  private static final Class<IllegalArgumentException> REFUSED = IllegalArgumentException.class;
  private static final LicenseFixture VENDOR = LicenseFixture.vendor();

  private static void note(String name, Consumer<Note> read, Note... genuine) {
    String[] encoded = new String[genuine.length];
    for (int i = 0; i < genuine.length; i++) {
      encoded[i] = genuine[i].encoded();
    }
    Fuzz.text(
        name,
        REFUSED,
        text -> {
          Note note = Note.parse(text);
          read.accept(note);
          return note.encoded();
        },
        encoded);
  }

  @Test
  void licenses() {
    var device = LicenseFixture.key(6000).verificationKey();
    note(
        "license",
        note -> {
          License license = License.parse(note);
          // the text has one spelling
          if (!license.terms().text().text().equals(note.text())) {
            throw new AssertionError("a license is written otherwise than it was read");
          }
          var _ = LicenseVerifier.authentic(note, VENDOR.issuers());
        },
        VENDOR.license(1, Optional.empty()),
        VENDOR.license(2, Optional.of(device.fingerprint())),
        LicenseFixture.own("acme").license(3, Optional.empty()));
    Fuzz.text(
        "license-id",
        REFUSED,
        text -> new LicenseId(text).value(),
        VENDOR.terms(1, Optional.empty()).id().value());
    Fuzz.text("feature", REFUSED, text -> new Feature(text).value(), "lmx", "acme/robot");
    Fuzz.text("feature-prefix", REFUSED, text -> FeaturePrefix.parse(text).toString(), "acme");
  }

  @Test
  void key_lists() {
    note(
        "license-keys",
        note -> {
          LicenseKeys.selfSigned(note)
              .filter(list -> !list.terms().text().text().equals(note.text()))
              .ifPresent(list -> {
                throw new AssertionError("a key list is written otherwise than it was read");
              });
          var _ = LicenseKeys.verify(note, VENDOR.authority());
        },
        VENDOR.keys(1),
        LicenseFixture.own("acme").keys(7));
  }

  @Test
  void talk_of_device_and_portal() {
    var device = LicenseFixture.key(6000);
    LicenseRequest request = new LicenseRequest(device.verificationKey(), Sha256.of("nonce"));
    LicenseKeys keys = LicenseKeys.verify(VENDOR.keys(1), VENDOR.authority()).orElseThrow();
    TreeSet<LicenseId> ids = new TreeSet<>();
    ids.add(VENDOR.terms(1, Optional.empty()).id());
    ids.add(VENDOR.terms(2, Optional.empty()).id());
    note(
        "license-contact",
        note -> {
          var _ = LicenseContact.verify(note, keys, request);
        },
        LicenseContactTest.contact(VENDOR, request, LicenseFixture.ISSUED));
    Fuzz.text(
        "license-ids",
        REFUSED,
        text -> LicenseContact.written(LicenseContact.licenses(text)),
        LicenseContact.written(ids),
        "none");
    note(
        "license-request",
        note -> {
          var _ = LicenseRequest.verify(note);
        },
        device.sign(request.text()));
    UserId user = new UserId(new UUID(1, 2).toString());
    note(
        "license-issuer",
        note -> {
          var _ = IssuerStatement.verify(note, user, device.verificationKey());
        },
        device.sign(
            IssuerStatement.text(
                user,
                LicenseFixture.ISSUED,
                FeaturePrefix.own("acme"),
                VENDOR.root().verificationKey())));
  }
}
