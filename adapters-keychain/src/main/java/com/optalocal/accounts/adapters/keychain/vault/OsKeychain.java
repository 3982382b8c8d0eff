package com.optalocal.accounts.adapters.keychain.vault;

import com.optalocal.accounts.adapters.keychain.EntryText;
import com.optalocal.accounts.adapters.keychain.OsKeyring;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.application.vault.Keychain;
import com.optalocal.accounts.application.vault.KeychainRefused;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import java.util.Optional;

/// The vault's items in the OS keychain: service as [OsKeyring#service], account = the item's name,
/// text as [EntryText]. In use if the person's choice says so and there is a keychain at all; a
/// locked one is in use, and refuses.
public final class OsKeychain implements Keychain {
  private final OsKeyring keyring;
  private final CustodyChoice choice;

  public OsKeychain(OsKeyring keyring, CustodyChoice choice) {
    this.keyring = keyring;
    this.choice = choice;
  }

  @Override
  public Optional<SecretValue> get(SecretName name) {
    if (!isInUse()) {
      return Optional.empty();
    }
    try {
      return keyring.get(name.value()).map(EntryText::decode).flatMap(OsKeychain::value);
    } catch (CustodyUnavailable e) {
      throw new KeychainRefused("the OS keychain does not give " + name, e);
    }
  }

  @Override
  public void put(SecretName name, SecretValue value) {
    if (!isInUse()) {
      return;
    }
    try {
      keyring.put(name.value(), EntryText.encode(value.bytes()));
    } catch (CustodyUnavailable e) {
      throw new KeychainRefused("the OS keychain does not take " + name, e);
    }
  }

  @Override
  public void remove(SecretName name) {
    if (!isInUse()) {
      return;
    }
    try {
      keyring.remove(name.value());
    } catch (CustodyUnavailable e) {
      throw new KeychainRefused("the OS keychain does not remove " + name, e);
    }
  }

  @Override
  public boolean isInUse() {
    return choice.current().filter(CustodyChoice.Choice::keychainCopies).isPresent()
        && keyring.isThere();
  }

  /// What another program left under this name may be empty or too long: no value of ours.
  private static Optional<SecretValue> value(SecretBytes bytes) {
    if (bytes.length() == 0 || bytes.length() > SecretValue.MAX_BYTES) {
      bytes.close();
      return Optional.empty();
    }
    return Optional.of(new SecretValue(bytes));
  }
}
