package com.optalocal.accounts.bootstrap.daemon;

import com.optalocal.accounts.adapters.keychain.MachineCustody;
import com.optalocal.accounts.adapters.keychain.OsKeyring;
import com.optalocal.accounts.adapters.keychain.PrivateFolder;
import com.optalocal.accounts.adapters.keychain.session.AccountFile;
import com.optalocal.accounts.application.session.AccountRecord;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.bootstrap.home.SystemRandom;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/// What lies on this machine: for commands that read it without waking the daemon, and for the
/// daemon itself.
public final class ThisMachine {
  private final Home home;
  private final PrivateFolder folder;

  private ThisMachine(Home home) {
    this.home = home;
    this.folder = new PrivateFolder(home.config());
  }

  public static ThisMachine of(Home home) {
    return new ThisMachine(home);
  }

  public AccountRecord account() {
    return new AccountFile(folder);
  }

  /// The recorded choice of custody; asks no keychain.
  public Optional<CustodyChoice.Choice> custody() {
    try (OsKeyring keyring = keyring()) {
      return new MachineCustody(folder, keyring, new SystemRandom()).current();
    }
  }

  /// Asks the OS keychain; takes up to three seconds.
  public CustodyChoice.KeychainState keychain() {
    try (OsKeyring keyring = keyring()) {
      return keyring.state();
    }
  }

  PrivateFolder folder() {
    return folder;
  }

  OsKeyring keyring() {
    Path usual = home.isDefault() ? home.config() : Path.of("/").resolve("not-this-home");
    return new OsKeyring(
        OsKeyring.service(home.config(), usual, ""), OsKeyring.PATIENCE, InstantSource.system());
  }
}
