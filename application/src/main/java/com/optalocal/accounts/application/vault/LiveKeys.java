package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The opened keys in the daemon's memory. Thread-safe; never on disk.
public interface LiveKeys {
  /// Holds exactly `keys` from now on, wiping what it held before. Takes them over.
  void replaceAll(Map<SecretName, SecretValue> keys);

  /// A copy that the caller closes.
  Optional<SecretValue> copy(SecretName name);

  Set<SecretName> names();

  /// True once [#replaceAll] was called and nothing was wiped since.
  boolean areLoaded();

  void wipe();
}
