package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// What was sold to whom: a note of type `opta-license/v1` that people can read, at most 8 KiB.
/// Unverified until [LicenseVerifier] has judged it.
public record License(Note note, Terms terms) {
  public static final String TYPE = "opta-license/v1";
  public static final Duration DEFAULT_AIR_GAP = Duration.ofDays(14);
  public static final int MAX_CHARACTERS = 8 << 10;
  private static final int MAX_FEATURES = 64;
  private static final int MAX_AIR_GAP_DAYS = 365;
  private static final String ANY_DEVICE = "any";

  /// What an issuer fills in. `airGap` is how long it is good for without contact. `device` binds
  /// it to one device's signing key; empty means any device of the organization.
  public record Terms(
      LicenseId id,
      OrgId org,
      Tier tier,
      SortedSet<Feature> features,
      Instant issued,
      Instant notAfter,
      Duration airGap,
      Optional<Fingerprint> device) {
    public Terms {
      features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
      if (features.isEmpty() || features.size() > MAX_FEATURES) {
        throw new IllegalArgumentException("a license has 1 to 64 features");
      }
      FeaturePrefix prefix = features.first().prefix();
      if (!features.stream().allMatch(feature -> feature.prefix().equals(prefix))) {
        throw new IllegalArgumentException("a license's features have one prefix");
      }
      issued = NoteFields.wholeSeconds(issued);
      notAfter = NoteFields.wholeSeconds(notAfter);
      if (!notAfter.isAfter(issued)) {
        throw new IllegalArgumentException("a license must end after it was issued");
      }
      if (airGap.toDays() < 1
          || airGap.toDays() > MAX_AIR_GAP_DAYS
          || !airGap.equals(Duration.ofDays(airGap.toDays()))) {
        throw new IllegalArgumentException("an air gap is 1 to 365 whole days");
      }
    }

    /// Whose features these are.
    public FeaturePrefix prefix() {
      return features.first().prefix();
    }

    /// The unsigned text.
    public Note text() {
      return NoteFields.write(TYPE)
          .put("license", id)
          .put("org", org)
          .put("tier", tier)
          .put("features", String.join(",", features.stream().map(Feature::value).toList()))
          .put("issued", issued)
          .put("not-after", notAfter)
          .put("air-gap", airGap.toDays() + "d")
          .put("device-key", device.map(Fingerprint::toString).orElse(ANY_DEVICE))
          .unsigned();
    }
  }

  /// @throws IllegalArgumentException if the note is malformed, too long or not of this type
  public static License parse(Note note) {
    if (note.text().length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException("a license is too long");
    }
    NoteFields.Reader in = NoteFields.read(note, TYPE);
    Terms terms =
        new Terms(
            in.next("license", LicenseId::new),
            in.next("org", OrgId::new),
            in.next("tier", Tier::new),
            in.next("features", License::features),
            in.nextInstant("issued"),
            in.nextInstant("not-after"),
            in.next("air-gap", License::days),
            in.next("device-key", License::device));
    in.end();
    return new License(note, terms);
  }

  public LicenseId id() {
    return terms.id();
  }

  /// What people call it, as in `Opta Pro`; a self-hoster's bears their prefix.
  public String product() {
    FeaturePrefix prefix = terms.prefix();
    return (prefix.isVendor() ? "Opta" : Tier.title(prefix.value())) + " " + terms.tier().title();
  }

  private static SortedSet<Feature> features(String list) {
    SortedSet<Feature> sorted = new TreeSet<>();
    int from = 0;
    while (from >= 0) {
      int comma = list.indexOf(',', from);
      Feature feature = new Feature(comma < 0 ? list.substring(from) : list.substring(from, comma));
      if (sorted.size() > MAX_FEATURES
          || (!sorted.isEmpty() && sorted.last().compareTo(feature) >= 0)) {
        throw new IllegalArgumentException("a license's features are not in order, each once");
      }
      sorted.add(feature);
      from = comma < 0 ? -1 : comma + 1;
    }
    return sorted;
  }

  /// A whole number of days in its one spelling.
  private static Duration days(String text) {
    int digits = text.length() - 1;
    if (digits < 1 || digits > 3 || text.charAt(digits) != 'd') {
      throw new IllegalArgumentException("an air gap is not written in days");
    }
    int days = 0;
    for (int i = 0; i < digits; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || (c == '0' && i == 0)) {
        throw new IllegalArgumentException("an air gap is not written in days");
      }
      days = 10 * days + c - '0';
    }
    return Duration.ofDays(days);
  }

  private static Optional<Fingerprint> device(String text) {
    return text.equals(ANY_DEVICE) ? Optional.empty() : Optional.of(Fingerprint.parse(text));
  }
}
