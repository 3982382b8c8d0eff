package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// Judges licenses offline.
public final class LicenseVerifier {
  /// How long a license still works after its term or its air gap is over.
  public static final Duration GRACE = Duration.ofDays(3);

  private LicenseVerifier() {}

  /// Who may have issued: the vendor's keys, and a self-hoster's own, which counts only for
  /// features under its prefix.
  public record Issuers(Collection<VerificationKey> vendor, Optional<OwnIssuer> own) {}

  /// An issuer that the device chain pins.
  public record OwnIssuer(VerificationKey key, String prefix) {}

  /// The license in `note` if an issuer signed it; says nothing about time or device.
  public static Optional<License> authentic(Note note, Issuers issuers) {
    License license;
    try {
      license = License.parse(note);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    boolean byVendor =
        issuers.vendor().stream().anyMatch(note::isSignedExactlyBy)
            && license.features().stream().allMatch(feature -> feature.prefix().isEmpty());
    boolean byOwn =
        issuers
            .own()
            .filter(own -> note.isSignedExactlyBy(own.key()))
            .filter(own ->
                license.features().stream()
                    .allMatch(feature -> feature.prefix().equals(own.prefix())))
            .isPresent();
    return byVendor || byOwn ? Optional.of(license) : Optional.empty();
  }

  /// @param device this device's signing key
  /// @param mark empty if it is missing: then there is no air gap until the next contact
  public static LicenseVerdict judge(
      Note note, Issuers issuers, Fingerprint device, Optional<TimeMark> mark, Instant now) {
    Optional<License> authentic = authentic(note, issuers);
    if (authentic.isEmpty()) {
      return new LicenseVerdict.Forged();
    }
    License license = authentic.get();
    if (license.device().isPresent() && !license.device().get().equals(device)) {
      return new LicenseVerdict.WrongDevice(license);
    }
    if (mark.isPresent() && mark.get().isRolledBack(now)) {
      return new LicenseVerdict.ClockRolledBack(license, mark.get().highest());
    }
    Instant effective = mark.map(known -> known.effective(now)).orElse(now);
    if (effective.isBefore(license.issued().minus(TimeMark.TOLERANCE))) {
      return new LicenseVerdict.NotYetValid(license, license.issued());
    }
    if (!effective.isBefore(license.notAfter())) {
      return over(license, LicenseVerdict.Cause.TERM, license.notAfter(), effective);
    }
    if (mark.isEmpty()) {
      return new LicenseVerdict.Expired(license, LicenseVerdict.Cause.AIR_GAP);
    }
    Instant gapEnds = mark.get().lastContact().plus(license.airGap());
    if (!effective.isBefore(gapEnds)) {
      return over(license, LicenseVerdict.Cause.AIR_GAP, gapEnds, effective);
    }
    Instant ends = gapEnds.isBefore(license.notAfter()) ? gapEnds : license.notAfter();
    return new LicenseVerdict.Active(license, Duration.between(effective, ends));
  }

  private static LicenseVerdict over(
      License license, LicenseVerdict.Cause cause, Instant ended, Instant effective) {
    Instant until = ended.plus(GRACE);
    return effective.isBefore(until)
        ? new LicenseVerdict.Grace(license, cause, until)
        : new LicenseVerdict.Expired(license, cause);
  }
}
