package com.optalocal.accounts.adapters.keychain;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.util.Optional;

/// The java-keyring library: Secret Service and KWallet over D-Bus, macOS Keychain, Windows
/// Credential Store.
final class JavaKeyringEntries implements KeyringEntries {
  private final String service;
  private final Keyring keyring;

  private JavaKeyringEntries(String service, Keyring keyring) {
    this.service = service;
    this.keyring = keyring;
  }

  static KeyringEntries open(String service) throws Absent {
    try {
      return new JavaKeyringEntries(service, Keyring.create());
    } catch (BackendNotSupportedException e) {
      throw new Absent(e);
    }
  }

  @Override
  public Optional<String> find(String account) {
    try {
      return Optional.ofNullable(keyring.getPassword(service, account));
    } catch (PasswordAccessException absentOrUnclear) {
      return Optional.empty();
    }
  }

  @Override
  public void set(String account, String text) {
    try {
      keyring.setPassword(service, account, text);
    } catch (PasswordAccessException e) {
      throw new Refused(e);
    }
  }

  @Override
  public void delete(String account) {
    try {
      keyring.deletePassword(service, account);
    } catch (PasswordAccessException e) {
      throw new Refused(e);
    }
  }

  @Override
  public void close() {
    try {
      keyring.close();
    } catch (Exception alreadyGone) {
      // closing a connection that broke: there is nothing left to give back
    }
  }
}
