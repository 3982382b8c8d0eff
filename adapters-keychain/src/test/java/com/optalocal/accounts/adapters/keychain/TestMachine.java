package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.adapters.keychain.device.LocalDeviceIdentity;
import com.optalocal.accounts.adapters.keychain.session.AccountFile;
import com.optalocal.accounts.adapters.keychain.session.LocalSessionCustody;
import com.optalocal.accounts.application.device.DeviceSamples;
import com.optalocal.accounts.application.session.CustodyChoice.Choice;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// A home folder and a keychain; each [#start] is another process on them.
public final class TestMachine {
  public static final String PASSPHRASE = "correct horse battery staple";
  public static final Instant NOW = Instant.parse("2026-03-04T09:24:12Z");

  private final Path config;
  private final FakeOsKeychain keychain;
  private final RandomBytes random = DeviceSamples.seeded(7);

  /// One process's view of the machine.
  public record Running(
      MachineCustody custody,
      LocalSessionCustody session,
      LocalDeviceIdentity identity,
      AccountFile accountFile,
      OsKeyring keyring) {}

  public TestMachine(Path config) {
    this(config, new FakeOsKeychain());
  }

  public TestMachine(Path config, FakeOsKeychain keychain) {
    this.config = config;
    this.keychain = keychain;
  }

  public Path config() {
    return config;
  }

  public FakeOsKeychain keychain() {
    return keychain;
  }

  /// A process in which nobody has chosen anything yet.
  public Running start() {
    return start(keychain.keyring(OsKeyring.PATIENCE, InstantSource.fixed(NOW)));
  }

  public Running start(OsKeyring keyring) {
    PrivateFolder folder = new PrivateFolder(config);
    MachineCustody custody = new MachineCustody(folder, keyring, random, TestMachine::cheaply);
    AccountFile accountFile = new AccountFile(folder);
    LocalSessionCustody session = new LocalSessionCustody(custody, accountFile);
    return new Running(
        custody, session, new LocalDeviceIdentity(custody, session), accountFile, keyring);
  }

  /// A process in which the person chose `custody`.
  public Running start(Custody custody) {
    return choose(start(), custody);
  }

  public static Running choose(Running process, Custody custody) {
    try (SecretBytes passphrase = passphrase(PASSPHRASE)) {
      process
          .custody()
          .choose(
              new Choice(custody, true),
              custody == Custody.PASSPHRASE_FILE ? Optional.of(passphrase) : Optional.empty());
    }
    return process;
  }

  /// Argon2id would make most of these tests wait for it.
  private static SecretBytes cheaply(SecretBytes passphrase, byte[] salt) {
    return passphrase.use(bytes -> new SecretBytes(Sha256.of(salt, bytes).toByteArray()));
  }

  public static SecretBytes passphrase(String text) {
    return new SecretBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
