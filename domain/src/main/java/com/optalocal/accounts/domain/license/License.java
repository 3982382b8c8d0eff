package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What was sold to whom: a note of type `opta-license/v1` that people can read. Unverified until
/// [LicenseVerifier] has judged it.
///
/// `airGap` is how long it is good for without contact. `device` binds it to one device's signing
/// key; empty means any device of the organization.
public record License(
    Note note,
    LicenseId id,
    OrgId org,
    Tier tier,
    SortedSet<Feature> features,
    Instant issued,
    Instant notAfter,
    Duration airGap,
    Optional<Fingerprint> device) {
  public static final String TYPE = "opta-license/v1";
  public static final Duration DEFAULT_AIR_GAP = Duration.ofDays(14);
  private static final int MAX_FEATURES = 64;
  private static final long MAX_AIR_GAP_DAYS = 365;

  /// The product's name for what was bought, as in `pro`.
  public record Tier(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    public Tier {
      if (!FORM.matcher(value).matches()) {
        throw new IllegalArgumentException("a tier's name has the wrong form");
      }
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /// What an issuer fills in.
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
      if (features.isEmpty() || features.size() > MAX_FEATURES) {
        throw new IllegalArgumentException("a license has 1 to 64 features");
      }
      if (!notAfter.isAfter(issued)) {
        throw new IllegalArgumentException("a license must end after it was issued");
      }
      if (airGap.isNegative()
          || airGap.toDays() > MAX_AIR_GAP_DAYS
          || !airGap.equals(Duration.ofDays(airGap.toDays()))) {
        throw new IllegalArgumentException("an air gap is 0 to 365 whole days");
      }
    }

    /// The unsigned text.
    public Note text() {
      return NoteFields.write(TYPE)
          .put("license", id)
          .put("org", org)
          .put("tier", tier)
          .put("features", String.join(",", features.stream().map(Feature::value).toList()))
          .put("issued", NoteFields.wholeSeconds(issued))
          .put("not-after", NoteFields.wholeSeconds(notAfter))
          .put("air-gap", airGap.toDays() + "d")
          .put("device-key", device.map(Fingerprint::toString).orElse("any"))
          .unsigned();
    }
  }

  /// @throws IllegalArgumentException if the note is malformed or not of this type
  public static License parse(Note note) {
    NoteFields.Reader in = NoteFields.read(note, TYPE);
    LicenseId id = in.next("license", LicenseId::new);
    OrgId org = in.next("org", OrgId::new);
    Tier tier = in.next("tier", Tier::new);
    SortedSet<Feature> features = in.next("features", License::features);
    Instant issued = in.nextInstant("issued");
    Instant notAfter = in.nextInstant("not-after");
    Duration airGap = in.next("air-gap", License::days);
    Optional<Fingerprint> device = in.next("device-key", License::device);
    in.end();
    Terms terms = new Terms(id, org, tier, features, issued, notAfter, airGap, device);
    return new License(
        note,
        terms.id(),
        terms.org(),
        terms.tier(),
        terms.features(),
        terms.issued(),
        terms.notAfter(),
        terms.airGap(),
        terms.device());
  }

  private static SortedSet<Feature> features(String list) {
    List<Feature> named = new ArrayList<>();
    Arrays.stream(list.split(",", MAX_FEATURES + 2)).forEach(name -> named.add(new Feature(name)));
    SortedSet<Feature> sorted = new TreeSet<>(named);
    if (!List.copyOf(sorted).equals(named)) {
      throw new IllegalArgumentException("a license's features are not in order, each once");
    }
    return sorted;
  }

  private static Duration days(String text) {
    if (!text.matches("(0|[1-9][0-9]{0,2})d")) {
      throw new IllegalArgumentException("an air gap is not written in days");
    }
    return Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
  }

  private static Optional<Fingerprint> device(String text) {
    return text.equals("any") ? Optional.empty() : Optional.of(Fingerprint.parse(text));
  }
}
