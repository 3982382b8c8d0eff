package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A keychain that answers; single entries can be refused, and all of it switched off.
public final class InMemoryKeychain implements Keychain {
  private final Map<SecretName, SecretValue> entries = new HashMap<>();
  private final Set<SecretName> refused = new HashSet<>();
  private boolean inUse = true;

  @Override
  public synchronized Optional<SecretValue> get(SecretName name) {
    if (!inUse) {
      return Optional.empty();
    }
    check(name);
    return Optional.ofNullable(entries.get(name)).map(SecretValue::copy);
  }

  @Override
  public synchronized void put(SecretName name, SecretValue value) {
    if (inUse) {
      check(name);
      entries.put(name, value.copy());
    }
  }

  @Override
  public synchronized void remove(SecretName name) {
    if (inUse) {
      check(name);
      entries.remove(name);
    }
  }

  @Override
  public synchronized boolean isInUse() {
    return inUse;
  }

  /// From now on this entry can be neither read nor written.
  public synchronized void refuse(SecretName name) {
    refused.add(name);
  }

  public synchronized void allow(SecretName name) {
    refused.remove(name);
  }

  /// As `keys.os-keychain = off` does.
  public synchronized void switchOff() {
    inUse = false;
  }

  /// What is there, refused or not.
  public synchronized Set<SecretName> names() {
    return new TreeSet<>(entries.keySet());
  }

  private void check(SecretName name) {
    if (refused.contains(name)) {
      throw new KeychainRefused("the keychain refused", new IllegalStateException("told to"));
    }
  }
}
