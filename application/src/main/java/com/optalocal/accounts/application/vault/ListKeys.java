package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.device.DeviceChain;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.vault.Label;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Lists the keys of the verified vault: names, labels, versions and writers; never a value.
public final class ListKeys {
  private final CurrentSession session;
  private final VerifiedVault verified;

  /// One key. `writer` is empty if it was written with the recovery key.
  public record Key(
      SecretName name, Label label, long version, Optional<DeviceName> writer, Instant written) {}

  public sealed interface Outcome {
    record Listed(List<Key> keys, List<DeviceChain.TrustedDevice> devices) implements Outcome {}

    record NoVault() implements Outcome {}

    record Tampered(VaultFault fault) implements Outcome {}
  }

  public ListKeys(CurrentSession session, VerifiedVault verified) {
    this.session = session;
    this.verified = verified;
  }

  public Outcome list() {
    return session.call((held, token) ->
        switch (verified.fetch(held, token)) {
          case VerifiedVault.Answer.None() -> new Outcome.NoVault();
          case VerifiedVault.Answer.Tampered(VaultFault fault) -> new Outcome.Tampered(fault);
          case VerifiedVault.Answer.Genuine(var vault, var checkpoint) ->
              new Outcome.Listed(
                  vault.current().values().stream().map(item -> key(item, vault.chain())).toList(),
                  vault.chain().devices());
        });
  }

  private static Key key(VaultItem item, DeviceChain chain) {
    return new Key(
        item.name(),
        item.label(),
        item.version(),
        chain.device(item.writer()).map(DeviceChain.TrustedDevice::name),
        item.written());
  }
}
