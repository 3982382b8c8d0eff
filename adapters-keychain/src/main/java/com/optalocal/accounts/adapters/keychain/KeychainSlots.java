package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.domain.SecretBytes;
import java.util.Optional;

/// Custody `keychain`: one entry a slot, beside the vault's items, whose names are upper case.
final class KeychainSlots implements SecretSlots {
  private final OsKeyring keyring;

  KeychainSlots(OsKeyring keyring) {
    this.keyring = keyring;
  }

  @Override
  public Optional<SecretBytes> read(String slot) {
    return keyring.get(slot).map(EntryText::decode);
  }

  @Override
  public void write(String slot, SecretBytes secret) {
    keyring.put(slot, EntryText.encode(secret));
  }

  @Override
  public void erase(String slot) {
    keyring.remove(slot);
  }
}
