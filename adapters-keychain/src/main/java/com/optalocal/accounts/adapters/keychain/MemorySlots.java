package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.domain.SecretBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Custody `memory`: gone with this process.
final class MemorySlots implements SecretSlots {
  private final Map<String, SecretBytes> slots = new HashMap<>();

  @Override
  public synchronized Optional<SecretBytes> read(String slot) {
    return Optional.ofNullable(slots.get(slot)).map(SecretBytes::copy);
  }

  @Override
  public synchronized void write(String slot, SecretBytes secret) {
    erase(slot);
    slots.put(slot, secret.copy());
  }

  @Override
  public synchronized void erase(String slot) {
    SecretBytes old = slots.remove(slot);
    if (old != null) {
      old.close();
    }
  }

  synchronized boolean isEmpty() {
    return slots.isEmpty();
  }
}
