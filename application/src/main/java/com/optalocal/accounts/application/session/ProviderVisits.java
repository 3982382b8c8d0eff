package com.optalocal.accounts.application.session;

import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.ProviderVisit;
import java.time.Instant;
import java.util.Optional;

/// Browsers that are at a provider. Only hashes are kept of what they carry. A visit goes with its
/// user.
public interface ProviderVisits {
  /// Adds `visit`. Takes visits along that were over before `now`.
  void add(OrgId org, ProviderVisit visit, Instant now);

  /// Takes the visit with this state out: of two who ask at once, one gets it.
  Optional<ProviderVisit> take(OrgId org, Hash state);
}
