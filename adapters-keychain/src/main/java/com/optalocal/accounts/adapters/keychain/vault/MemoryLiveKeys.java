package com.optalocal.accounts.adapters.keychain.vault;

import com.optalocal.accounts.application.vault.LiveKeys;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The opened keys in this process's memory, and nowhere else.
public final class MemoryLiveKeys implements LiveKeys {
  private @Nullable Map<SecretName, SecretValue> held;

  @Override
  public synchronized void replaceAll(Map<SecretName, SecretValue> keys) {
    Set<SecretValue> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(keys.values());
    if (held != null) {
      held.values().stream().filter(old -> !kept.contains(old)).forEach(SecretValue::close);
    }
    held = new TreeMap<>(keys);
  }

  @Override
  public synchronized Optional<SecretValue> copy(SecretName name) {
    return held == null
        ? Optional.empty()
        : Optional.ofNullable(held.get(name)).map(SecretValue::copy);
  }

  @Override
  public synchronized Set<SecretName> names() {
    return held == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(held.keySet()));
  }

  @Override
  public synchronized boolean areLoaded() {
    return held != null;
  }

  @Override
  public synchronized void wipe() {
    replaceAll(Map.of());
    held = null;
  }

  @Override
  public String toString() {
    return "MemoryLiveKeys[redacted]";
  }
}
