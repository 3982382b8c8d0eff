package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.device.crypto.AgreementSecret;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultItem;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Brings this device up to date: fetch, verify everything, open everything, and only then touch
/// memory and keychain. A keychain that refuses one entry does not stop the others.
public final class PullVault {
  private final CurrentSession session;
  private final VerifiedVault verified;
  private final DeviceIdentity identity;
  private final Keychain keychain;
  private final LiveKeys live;

  public sealed interface Outcome {
    /// `synced` changed here, `skipped` were current already, `failed` were refused by the
    /// keychain.
    record Pulled(
        SortedSet<SecretName> synced,
        SortedSet<SecretName> skipped,
        SortedSet<SecretName> failed,
        int devices)
        implements Outcome {}

    record NoVault() implements Outcome {}

    /// This device is not (yet) one of the vault's.
    record NotTrusted() implements Outcome {}

    record Tampered(VaultFault fault) implements Outcome {}
  }

  public PullVault(
      CurrentSession session,
      VerifiedVault verified,
      DeviceIdentity identity,
      Keychain keychain,
      LiveKeys live) {
    this.session = session;
    this.verified = verified;
    this.identity = identity;
    this.keychain = keychain;
    this.live = live;
  }

  public Outcome pull() {
    return session.call(this::pull);
  }

  private Outcome pull(HeldSession held, BearerSecret token) {
    while (true) {
      switch (verified.fetch(held, token)) {
        case VerifiedVault.Answer.None() -> {
          return new Outcome.NoVault();
        }
        case VerifiedVault.Answer.Tampered(VaultFault fault) -> {
          return new Outcome.Tampered(fault);
        }
        case VerifiedVault.Answer.Genuine(Vault vault, var checkpoint) -> {
          Optional<Outcome> taken = take(held, vault);
          if (taken.isPresent()) {
            return taken.get();
          }
          // overtaken, so another command moved the pin on: that bounds the tries
        }
      }
    }
  }

  /// One at a time, from the look at the pin to moving it. Empty if a newer state came in between.
  private synchronized Optional<Outcome> take(HeldSession held, Vault vault) {
    return verified.isStillNewest(held, vault) ? Optional.of(open(held, vault)) : Optional.empty();
  }

  private Outcome open(HeldSession held, Vault vault) {
    Optional<DeviceKeys> keys = identity.load(held.issued().user().id());
    if (keys.isEmpty()) {
      return new Outcome.NotTrusted();
    }
    try (DeviceKeys device = keys.get()) {
      if (vault.chain().device(device.publicKeys().fingerprint()).isEmpty()) {
        return new Outcome.NotTrusted();
      }
      Optional<AgreementSecret> epochSecret = vault.epochSecret(device);
      if (epochSecret.isEmpty()) {
        return new Outcome.Tampered(VaultFault.UNOPENABLE);
      }
      try (AgreementSecret epoch = epochSecret.get()) {
        Map<SecretName, SecretValue> opened = new TreeMap<>();
        for (VaultItem item : vault.current().values()) {
          Optional<SecretValue> value = item.open(epoch);
          if (value.isEmpty()) {
            opened.values().forEach(SecretValue::close);
            return new Outcome.Tampered(VaultFault.UNOPENABLE);
          }
          opened.put(item.name(), value.get());
        }
        Outcome.Pulled pulled = write(opened, vault.chain().devices().size());
        live.replaceAll(opened);
        verified.pin(held, vault, vault.pin());
        return pulled;
      }
    }
  }

  private Outcome.Pulled write(Map<SecretName, SecretValue> opened, int devices) {
    SortedSet<SecretName> synced = new TreeSet<>();
    SortedSet<SecretName> skipped = new TreeSet<>();
    SortedSet<SecretName> failed = new TreeSet<>();
    opened.forEach((name, value) -> {
      try {
        (isCurrent(name, value) ? skipped : synced).add(name);
        if (synced.contains(name)) {
          keychain.put(name, value);
        }
      } catch (KeychainRefused refused) {
        synced.remove(name);
        failed.add(name);
      }
    });
    return new Outcome.Pulled(synced, skipped, failed, devices);
  }

  private boolean isCurrent(SecretName name, SecretValue value) {
    Optional<SecretValue> known = keychain.isInUse() ? keychain.get(name) : live.copy(name);
    if (known.isEmpty()) {
      return false;
    }
    try (SecretValue mine = known.get()) {
      return mine.bytes().constantTimeEquals(value.bytes());
    }
  }
}
