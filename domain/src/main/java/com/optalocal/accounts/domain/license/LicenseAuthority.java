package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.VerificationKey;
import java.util.Set;

/// Where trust in licenses begins: the roots that may say which keys sign licenses under one
/// prefix. The vendor's are compiled in ([TrustAnchors]); a self-hoster's is pinned by each device
/// ([IssuerStatement]) and reaches no further than its prefix.
public record LicenseAuthority(FeaturePrefix prefix, Set<VerificationKey> roots) {
  public LicenseAuthority {
    roots = Set.copyOf(roots);
    if (!prefix.isVendor() && roots.size() != 1) {
      throw new IllegalArgumentException("a self-hoster's authority has one root");
    }
  }

  public static LicenseAuthority vendor(Set<VerificationKey> anchors) {
    return new LicenseAuthority(FeaturePrefix.VENDOR, anchors);
  }

  public static LicenseAuthority own(FeaturePrefix prefix, VerificationKey root) {
    return new LicenseAuthority(FeaturePrefix.own(prefix.value()), Set.of(root));
  }

  /// What a device files its memory of this authority under: another root of a self-hoster is
  /// another authority, while the vendor's stays one when its roots change.
  public String name() {
    return prefix.isVendor()
        ? "vendor"
        : prefix.value() + "/" + roots.iterator().next().fingerprint();
  }
}
