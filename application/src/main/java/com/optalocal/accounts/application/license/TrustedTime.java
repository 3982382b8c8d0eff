package com.optalocal.accounts.application.license;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.license.LicenseAuthority;
import com.optalocal.accounts.domain.license.SealedMark;
import java.util.Optional;

/// What this device may not forget about the time, per user and authority. The store need not be
/// trusted: a mark that was edited, moved or made up does not open
/// ([com.optalocal.accounts.domain.license.SealedMark]), and then there is none.
///
/// Durable. `keep` replaces; a mark that cannot be read back is absent, never an error. Every
/// method may throw [com.optalocal.accounts.application.StoreUnavailable].
public interface TrustedTime {
  Optional<SealedMark> find(UserId user, LicenseAuthority authority);

  void keep(UserId user, LicenseAuthority authority, SealedMark mark);
}
