package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Keys in this process, for tests.
public final class InMemoryLiveKeys implements LiveKeys {
  private @Nullable Map<SecretName, SecretValue> held;

  @Override
  public synchronized void replaceAll(Map<SecretName, SecretValue> keys) {
    Map<SecretName, SecretValue> before = held;
    held = new TreeMap<>(keys);
    if (before != null) {
      before.values().stream().filter(old -> !keys.containsValue(old)).forEach(SecretValue::close);
    }
  }

  @Override
  public synchronized Optional<SecretValue> copy(SecretName name) {
    return held == null
        ? Optional.empty()
        : Optional.ofNullable(held.get(name)).map(SecretValue::copy);
  }

  @Override
  public synchronized Set<SecretName> names() {
    return held == null ? Set.of() : new TreeSet<>(held.keySet());
  }

  @Override
  public synchronized boolean areLoaded() {
    return held != null;
  }

  @Override
  public synchronized void wipe() {
    if (held != null) {
      held.values().forEach(SecretValue::close);
    }
    held = null;
  }
}
