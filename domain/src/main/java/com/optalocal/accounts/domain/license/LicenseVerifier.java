package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/// Judges licenses offline. Stateless.
public final class LicenseVerifier {
  /// How long a license still works after its term, its keys or its air gap are over.
  public static final Duration GRACE = Duration.ofDays(3);

  private LicenseVerifier() {}

  /// What a license is judged by besides itself.
  ///
  /// @param device this device's signing key
  /// @param keysEnd when the key list ends that vouches for the license
  /// @param mark empty if it is missing or altered: then there is no air gap until the next contact
  public record Circumstances(
      Fingerprint device, Instant keysEnd, Optional<TimeMark> mark, Instant now) {}

  /// The license in `note` if one of `issuers` signed it, alone, for its own prefix. Says nothing
  /// about time or device.
  public static Optional<License> authentic(Note note, Collection<Issuer> issuers) {
    if (note.signatures().size() != 1) {
      return Optional.empty();
    }
    License license;
    try {
      license = License.parse(note);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    for (Issuer issuer : issuers) {
      if (issuer.prefix().equals(license.terms().prefix()) && isSignedByOne(note, issuer)) {
        return Optional.of(license);
      }
    }
    return Optional.empty();
  }

  private static boolean isSignedByOne(Note note, Issuer issuer) {
    for (VerificationKey key : issuer.keys()) {
      if (note.isSignedExactlyBy(key)) {
        return true;
      }
    }
    return false;
  }

  /// What the authentic `license` is worth. The order matters: what no clock can heal comes first,
  /// and a clock that is not believed decides nothing but that.
  public static LicenseVerdict judge(License license, Circumstances at) {
    License.Terms terms = license.terms();
    if (terms.device().isPresent() && !terms.device().get().equals(at.device())) {
      return new LicenseVerdict.WrongDevice(license);
    }
    if (at.mark().isEmpty()) {
      return withoutMark(license, at.now());
    }
    TimeMark mark = at.mark().get();
    if (!mark.licenses().contains(license.id())) {
      return new LicenseVerdict.Expired(license, LicenseVerdict.Cause.REVOKED);
    }
    if (mark.isRolledBack(at.now())) {
      return new LicenseVerdict.ClockRolledBack(license, mark.highest());
    }
    Instant effective = mark.effective(at.now());
    if (isTooEarly(terms, effective)) {
      return new LicenseVerdict.NotYetValid(license, terms.issued());
    }
    return byEnd(license, at.keysEnd(), mark.lastContact().plus(terms.airGap()), effective);
  }

  /// What `license` would be worth on a device that heard from its portal just now; for reading a
  /// file, where nothing is known of any device.
  public static LicenseVerdict judgeTerm(License license, Instant keysEnd, Instant now) {
    return isTooEarly(license.terms(), now)
        ? new LicenseVerdict.NotYetValid(license, license.terms().issued())
        : byEnd(license, keysEnd, Instant.MAX, now);
  }

  private static LicenseVerdict withoutMark(License license, Instant now) {
    if (isTooEarly(license.terms(), now)) {
      return new LicenseVerdict.NotYetValid(license, license.terms().issued());
    }
    boolean over = !now.isBefore(license.terms().notAfter());
    return new LicenseVerdict.Expired(
        license, over ? LicenseVerdict.Cause.TERM : LicenseVerdict.Cause.AIR_GAP);
  }

  private static boolean isTooEarly(License.Terms terms, Instant effective) {
    return effective.isBefore(terms.issued().minus(TimeMark.TOLERANCE));
  }

  /// The first of the three ends decides.
  private static LicenseVerdict byEnd(
      License license, Instant keysEnd, Instant gapEnd, Instant effective) {
    LicenseVerdict.Cause cause = LicenseVerdict.Cause.TERM;
    Instant end = license.terms().notAfter();
    if (keysEnd.isBefore(end)) {
      cause = LicenseVerdict.Cause.KEYS;
      end = keysEnd;
    }
    if (gapEnd.isBefore(end)) {
      cause = LicenseVerdict.Cause.AIR_GAP;
      end = gapEnd;
    }
    if (effective.isBefore(end)) {
      return new LicenseVerdict.Active(license, Duration.between(effective, end));
    }
    Instant until = end.plus(GRACE);
    return effective.isBefore(until)
        ? new LicenseVerdict.Grace(license, cause, until)
        : new LicenseVerdict.Expired(license, cause);
  }
}
