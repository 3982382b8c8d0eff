package com.optalocal.accounts.domain.vault;

import com.optalocal.accounts.domain.device.DeviceChain;
import com.optalocal.accounts.domain.device.DeviceStatement;
import com.optalocal.accounts.domain.device.crypto.AgreementSecret;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.note.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A verified vault: every signature, link, hash and epoch in it holds. Still sealed.
public final class Vault {
  private final DeviceChain chain;
  private final Manifest manifest;
  private final List<VaultItem> items;
  private final Map<Fingerprint, Wrap> wraps;

  /// Only [VaultVerifier] makes one.
  Vault(DeviceChain chain, Manifest manifest, List<VaultItem> items, Map<Fingerprint, Wrap> wraps) {
    this.chain = chain;
    this.manifest = manifest;
    this.items = List.copyOf(items);
    this.wraps = Map.copyOf(wraps);
  }

  public DeviceChain chain() {
    return chain;
  }

  public Manifest manifest() {
    return manifest;
  }

  /// Every version of every item.
  public List<VaultItem> items() {
    return items;
  }

  /// The newest version of each item, by name.
  public Map<SecretName, VaultItem> current() {
    Map<SecretName, VaultItem> newest = new TreeMap<>();
    for (VaultItem item : items) {
      newest.merge(item.name(), item, (a, b) -> a.version() > b.version() ? a : b);
    }
    return newest;
  }

  public VaultPin pin() {
    return new VaultPin(
        chain.vaultId(), chain.head(), chain.epoch(), manifest.seq(), manifest.note().hash());
  }

  /// What an `add` that is signed now says of this vault's state.
  public DeviceStatement.Seen seen() {
    return new DeviceStatement.Seen(manifest.seq(), manifest.note().hash());
  }

  /// True if this state may follow the one that `pin` remembers: not older, no other history.
  public boolean follows(VaultPin pin) {
    return VaultVerifier.contradiction(pin, chain, manifest).isEmpty();
  }

  /// Where something written now would belong.
  public VaultItem.Place place() {
    return new VaultItem.Place(chain.vaultId(), chain.head(), chain.epoch(), chain.epochKey());
  }

  /// The epoch's private key, if the vault holds an honest wrap for `device`.
  public Optional<AgreementSecret> epochSecret(DeviceKeys device) {
    return Optional.ofNullable(wraps.get(device.publicKeys().fingerprint()))
        .filter(wrap -> wrap.recipient().equals(device.publicKeys()))
        .flatMap(wrap -> wrap.open(device.agreement()));
  }

  /// This vault's items and one more.
  public List<VaultItem> with(VaultItem item) {
    List<VaultItem> more = new ArrayList<>(items);
    more.add(item);
    return more;
  }
}
