package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.Label;
import com.optalocal.accounts.domain.vault.Manifest;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultItem;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Seals a new version of a key on this device and stores it. A writer that lost a race reads again
/// and retries, unless the race was for the same name: then nothing is overwritten.
public final class PushKey {
  private static final int MAX_TRIES = 100;

  private final CurrentSession session;
  private final VerifiedVault verified;
  private final RemoteVault remote;
  private final DeviceIdentity identity;
  private final RandomBytes random;
  private final InstantSource clock;

  public sealed interface Outcome {
    record Pushed(SecretName name, long version, int devices) implements Outcome {}

    /// Another device wrote this name at the same time.
    record Conflict(SecretName name, long mine, long theirs) implements Outcome {}

    record NoVault() implements Outcome {}

    record NotTrusted() implements Outcome {}

    record Full() implements Outcome {}

    /// Every try lost a race against other names; nothing was stored.
    record TooBusy() implements Outcome {}

    record Tampered(VaultFault fault) implements Outcome {}
  }

  public PushKey(
      CurrentSession session,
      VerifiedVault verified,
      RemoteVault remote,
      DeviceIdentity identity,
      RandomBytes random,
      InstantSource clock) {
    this.session = session;
    this.verified = verified;
    this.remote = remote;
    this.identity = identity;
    this.random = random;
    this.clock = clock;
  }

  /// @param label empty keeps the label that the key has
  public Outcome push(SecretName name, SecretValue value, Optional<Label> label) {
    return session.call((held, token) -> push(held, token, name, value, label));
  }

  private Outcome push(
      HeldSession held,
      BearerSecret token,
      SecretName name,
      SecretValue value,
      Optional<Label> label) {
    verified.requireCustody();
    Optional<DeviceKeys> keys = identity.load(held.issued().user().id());
    if (keys.isEmpty()) {
      return new Outcome.NotTrusted();
    }
    try (DeviceKeys device = keys.get()) {
      Optional<Long> base = Optional.empty();
      for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
        Vault vault;
        Hash checkpoint;
        switch (verified.fetch(held, token)) {
          case VerifiedVault.Answer.None() -> {
            return new Outcome.NoVault();
          }
          case VerifiedVault.Answer.Tampered(VaultFault fault) -> {
            return new Outcome.Tampered(fault);
          }
          case VerifiedVault.Answer.Genuine(Vault genuine, Hash seen) -> {
            vault = genuine;
            checkpoint = seen;
          }
        }
        if (vault.chain().device(device.publicKeys().fingerprint()).isEmpty()) {
          return new Outcome.NotTrusted();
        }
        Optional<VaultItem> current = Optional.ofNullable(vault.current().get(name));
        long version = current.map(VaultItem::version).orElse(0L);
        if (base.isPresent() && base.get() != version) {
          return new Outcome.Conflict(name, base.get() + 1, version);
        }
        base = Optional.of(version);
        Instant now = clock.instant();
        VaultItem item =
            VaultItem.seal(
                vault.place(),
                name,
                version + 1,
                label.or(() -> current.map(VaultItem::label)).orElse(Label.NONE),
                value,
                device.signing(),
                now,
                random);
        Manifest manifest =
            vault
                .manifest()
                .next(vault.place(), vault.with(item), checkpoint, device.signing(), now);
        switch (remote.addItem(
            held, token, vault.manifest().note().hash(), item.note(), manifest.note())) {
          case STORED -> {
            verified.pin(held, vault, vault.pin().after(manifest));
            return new Outcome.Pushed(name, version + 1, vault.chain().devices().size());
          }
          case STALE -> {
            // another device wrote in between: look again
          }
          case FULL -> {
            return new Outcome.Full();
          }
          case REFUSED -> {
            return new Outcome.Tampered(VaultFault.MALFORMED);
          }
        }
      }
      return new Outcome.TooBusy();
    }
  }
}
