package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import java.util.Optional;

/// The OS keychain's copy of the keys, so that other programs of this person can use them.
public interface Keychain {
  /// @throws KeychainRefused if this entry cannot be read
  Optional<SecretValue> get(SecretName name);

  /// @throws KeychainRefused if this entry cannot be written
  void put(SecretName name, SecretValue value);

  /// Removes an entry; one that is not there is fine.
  ///
  /// @throws KeychainRefused if it cannot be removed
  void remove(SecretName name);

  /// False if there is no keychain here or it was switched off: then `get` answers nothing and
  /// `put` does nothing.
  boolean isInUse();
}
