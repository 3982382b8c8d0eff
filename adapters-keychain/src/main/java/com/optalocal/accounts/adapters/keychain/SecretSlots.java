package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.domain.SecretBytes;
import java.util.Optional;

/// Named secrets of this machine, kept by one technology. Names are lower case letters, digits and
/// hyphens. Each write is atomic: a crash leaves the old secret or the new one.
///
/// Every method may throw [com.optalocal.accounts.application.CustodyUnavailable].
interface SecretSlots {
  /// The caller closes it.
  Optional<SecretBytes> read(String slot);

  /// `secret` stays the caller's.
  void write(String slot, SecretBytes secret);

  /// Removes it; one that is not there is fine.
  void erase(String slot);
}
