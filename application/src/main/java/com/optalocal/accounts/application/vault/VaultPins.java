package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.vault.VaultPin;
import java.util.Optional;

/// The newest vault state that this machine has verified, per user. Durable; moves forward only,
/// also when two processes write at once.
public interface VaultPins {
  Optional<VaultPin> load(UserId user);

  /// Pins `pin`, unless a pin with a higher `seq` or of another vault stands there already: then
  /// nothing changes.
  void advance(UserId user, VaultPin pin);
}
