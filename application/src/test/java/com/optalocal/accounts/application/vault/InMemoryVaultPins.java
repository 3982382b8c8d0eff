package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.vault.VaultPin;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

public final class InMemoryVaultPins implements VaultPins {
  private final Map<UserId, VaultPin> pins = new ConcurrentHashMap<>();

  @Override
  public Optional<VaultPin> load(UserId user) {
    return Optional.ofNullable(pins.get(user));
  }

  @Override
  public void advance(UserId user, VaultPin pin) {
    pins.merge(
        user,
        pin,
        (old, next) -> next.seq() < old.seq() || !next.vault().equals(old.vault()) ? old : next);
  }
}
