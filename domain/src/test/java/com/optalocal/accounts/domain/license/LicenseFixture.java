package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// An authority whose private keys tests hold: a root, a key that signs licenses, one that signs
/// the time.
public final class LicenseFixture {
  public static final Instant ISSUED = MovableClock.START;
  public static final Instant NOT_AFTER = ISSUED.plus(Duration.ofDays(365));
  public static final Instant KEYS_END = ISSUED.plus(Duration.ofDays(730));

  private final FeaturePrefix prefix;
  private final SigningKey root;
  private final SigningKey issuer;
  private final SigningKey time;

  private LicenseFixture(FeaturePrefix prefix, long seed) {
    this.prefix = prefix;
    root = key(seed);
    issuer = key(seed + 1);
    time = key(seed + 2);
  }

  /// Stands for the vendor; its root is compiled in nowhere.
  public static LicenseFixture vendor() {
    return new LicenseFixture(FeaturePrefix.VENDOR, 4000);
  }

  public static LicenseFixture own(String prefix) {
    return new LicenseFixture(FeaturePrefix.own(prefix), 5000);
  }

  public static SigningKey key(long seed) {
    return SigningKey.generate(new SeededRandom(seed));
  }

  public LicenseAuthority authority() {
    return new LicenseAuthority(prefix, Set.of(root.verificationKey()));
  }

  public SigningKey root() {
    return root;
  }

  public SigningKey issuer() {
    return issuer;
  }

  public SigningKey time() {
    return time;
  }

  public Note keys(long version) {
    return keys(version, time.verificationKey());
  }

  /// A list that lets `timeKey` sign the time.
  public Note keys(long version, VerificationKey timeKey) {
    return root.sign(keyTerms(version, KEYS_END, timeKey).text());
  }

  public LicenseKeys.Terms keyTerms(long version, Instant end, VerificationKey timeKey) {
    return new LicenseKeys.Terms(
        version,
        ISSUED,
        end,
        prefix,
        root.verificationKey(),
        Set.of(issuer.verificationKey()),
        Set.of(timeKey));
  }

  public Note license(long seed, Optional<Fingerprint> device) {
    return issuer.sign(terms(seed, device).text());
  }

  public License.Terms terms(long seed, Optional<Fingerprint> device) {
    return new License.Terms(
        LicenseId.generate(new SeededRandom(seed)),
        OrgId.DEFAULT,
        new Tier("pro"),
        prefix.isVendor()
            ? features("lmx", "desktop", "ceo-mode", "atpo")
            : features(prefix.value() + "/robot"),
        ISSUED,
        NOT_AFTER,
        License.DEFAULT_AIR_GAP,
        device);
  }

  public static SortedSet<Feature> features(String... names) {
    SortedSet<Feature> features = new TreeSet<>();
    for (String name : names) {
      features.add(new Feature(name));
    }
    return features;
  }

  public Set<Issuer> issuers() {
    return Set.of(new Issuer(prefix, Set.of(issuer.verificationKey())));
  }
}
