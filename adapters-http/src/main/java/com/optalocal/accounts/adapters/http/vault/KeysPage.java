package com.optalocal.accounts.adapters.http.vault;

import com.optalocal.accounts.domain.device.DeviceChain;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultItem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The keys of a vault: what they are called and who wrote them. There is no value to show.
public record KeysPage(List<Key> keys, int devices, long epoch) {
  /// @param writer empty if it was written with the recovery key
  public record Key(
      String name, String label, long version, Optional<DeviceName> writer, Instant written) {}

  public KeysPage {
    keys = List.copyOf(keys);
  }

  static KeysPage of(Vault vault) {
    DeviceChain chain = vault.chain();
    return new KeysPage(
        vault.current().values().stream().map(item -> key(item, chain)).toList(),
        chain.devices().size(),
        chain.epoch());
  }

  private static Key key(VaultItem item, DeviceChain chain) {
    return new Key(
        item.name().value(),
        item.label().value(),
        item.version(),
        chain.device(item.writer()).map(DeviceChain.TrustedDevice::name),
        item.written());
  }
}
