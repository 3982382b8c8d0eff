package com.optalocal.accounts.application.license;

import com.optalocal.accounts.domain.license.FeaturePrefix;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The licenses that a portal serves, per organization, and the key lists that vouch for them. What
/// is handed in has been verified; notes come out exactly as they went in.
///
/// Every method may throw [com.optalocal.accounts.application.StoreUnavailable].
public interface Licenses {
  /// A license and when it was taken back, if it was.
  record Kept(License license, Instant addedAt, Optional<Instant> revokedAt) {}

  /// Keeps a license; false, and nothing changes, if its id is known already.
  boolean add(OrgId org, License license, Instant at);

  /// All of them, the newest first.
  List<Kept> list(OrgId org);

  /// Takes a license back; false, and nothing changes, if it is unknown or was taken back before.
  boolean revoke(OrgId org, LicenseId id, Instant at);

  /// The key list of each prefix, in the order of the prefixes.
  List<LicenseKeys> keys(OrgId org);

  Optional<LicenseKeys> keys(OrgId org, FeaturePrefix prefix);

  /// Keeps `keys` in place of what was kept for its prefix, if its version is higher; otherwise
  /// nothing changes and the answer is false.
  boolean putKeys(OrgId org, LicenseKeys keys);
}
