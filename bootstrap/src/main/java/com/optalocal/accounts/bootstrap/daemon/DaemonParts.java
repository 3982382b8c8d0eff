package com.optalocal.accounts.bootstrap.daemon;

import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.adapters.http.audit.AuditOperations;
import com.optalocal.accounts.adapters.http.audit.HttpRemoteAudit;
import com.optalocal.accounts.adapters.http.device.DeviceOperations;
import com.optalocal.accounts.adapters.http.license.HttpRemoteLicenses;
import com.optalocal.accounts.adapters.http.license.LicenseOperations;
import com.optalocal.accounts.adapters.http.license.LicenseShelfOperations;
import com.optalocal.accounts.adapters.http.session.AccountOperations;
import com.optalocal.accounts.adapters.http.session.HttpPortalSignIn;
import com.optalocal.accounts.adapters.http.session.LoginOperations;
import com.optalocal.accounts.adapters.http.vault.HttpRemoteVault;
import com.optalocal.accounts.adapters.http.vault.VaultOperations;
import com.optalocal.accounts.adapters.keychain.MachineCustody;
import com.optalocal.accounts.adapters.keychain.OsKeyring;
import com.optalocal.accounts.adapters.keychain.device.LocalDeviceIdentity;
import com.optalocal.accounts.adapters.keychain.session.AccountFile;
import com.optalocal.accounts.adapters.keychain.session.LocalSessionCustody;
import com.optalocal.accounts.adapters.keychain.vault.MemoryLiveKeys;
import com.optalocal.accounts.adapters.keychain.vault.OsKeychain;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteLocalEvents;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteWitnessPolicies;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteWitnesses;
import com.optalocal.accounts.adapters.sqlite.device.SqliteJoinTries;
import com.optalocal.accounts.adapters.sqlite.license.SqliteLicenseCache;
import com.optalocal.accounts.adapters.sqlite.license.SqliteTrustedTime;
import com.optalocal.accounts.adapters.sqlite.vault.SqliteVaultPins;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.audit.reading.ChooseWitnesses;
import com.optalocal.accounts.application.audit.reading.EraseAudit;
import com.optalocal.accounts.application.audit.reading.KeepLocalEvents;
import com.optalocal.accounts.application.audit.reading.RemoteAudit;
import com.optalocal.accounts.application.audit.reading.ShowAudit;
import com.optalocal.accounts.application.audit.reading.WitnessLog;
import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.license.DeviceLicenses;
import com.optalocal.accounts.application.license.JudgeLicenses;
import com.optalocal.accounts.application.license.KeepLicensesFresh;
import com.optalocal.accounts.application.license.LicenseCache;
import com.optalocal.accounts.application.license.RefreshLicenses;
import com.optalocal.accounts.application.license.RemoteLicenses;
import com.optalocal.accounts.application.license.TrustIssuer;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.application.session.PortalSignIn;
import com.optalocal.accounts.application.session.ShowAccount;
import com.optalocal.accounts.application.session.SignInDevice;
import com.optalocal.accounts.application.vault.AddKey;
import com.optalocal.accounts.application.vault.ApproveDevice;
import com.optalocal.accounts.application.vault.BeginLogin;
import com.optalocal.accounts.application.vault.EnrollDevice;
import com.optalocal.accounts.application.vault.JoinVault;
import com.optalocal.accounts.application.vault.KeepSession;
import com.optalocal.accounts.application.vault.LeaseKeys;
import com.optalocal.accounts.application.vault.ListDevices;
import com.optalocal.accounts.application.vault.ListKeys;
import com.optalocal.accounts.application.vault.LiveKeys;
import com.optalocal.accounts.application.vault.LogInDevice;
import com.optalocal.accounts.application.vault.PullVault;
import com.optalocal.accounts.application.vault.PushKey;
import com.optalocal.accounts.application.vault.RemoteVault;
import com.optalocal.accounts.application.vault.SettleDevice;
import com.optalocal.accounts.application.vault.ShowStanding;
import com.optalocal.accounts.application.vault.SignOutDevice;
import com.optalocal.accounts.application.vault.SyncDevice;
import com.optalocal.accounts.application.vault.VaultPins;
import com.optalocal.accounts.application.vault.VerifiedVault;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.bootstrap.home.SystemRandom;
import com.optalocal.accounts.bootstrap.settings.Setting;
import com.optalocal.accounts.bootstrap.settings.Settings;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.audit.AuditEventIds;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.WordList;
import com.optalocal.accounts.domain.license.TrustAnchors;
import java.time.InstantSource;
import java.util.Optional;

/// The daemon's objects, put together by hand: adapters at the edge, use cases between, operations
/// on top.
final class DaemonParts implements AutoCloseable {
  private final RandomBytes random = new SystemRandom();
  private final InstantSource clock = InstantSource.system();
  private final WordList words = Words.list();

  private final OsKeyring keyring;
  private final MachineCustody custody;
  private final AccountFile accountFile;
  private final DeviceIdentity identity;
  private final SqliteDatabase database;
  private final LiveKeys live = new MemoryLiveKeys();

  private final PortalLink link = new PortalLink();
  private final PortalSignIn portal = new HttpPortalSignIn(link, clock);
  private final RemoteVault remote = new HttpRemoteVault(link);
  private final RemoteAudit remoteAudit = new HttpRemoteAudit(link);
  private final AuditEventIds eventIds = new AuditEventIds(random);

  private final CurrentSession session;
  private final VaultPins pins;
  private final VerifiedVault verified;
  private final PullVault pull;
  private final RemoteLicenses remoteLicenses = new HttpRemoteLicenses(link);
  private final JudgeLicenses judge;
  private final RefreshLicenses refresh;
  private final TrustIssuer trust;

  DaemonParts(Home home) {
    ThisMachine machine = ThisMachine.of(home);
    keyring = machine.keyring();
    custody = new MachineCustody(machine.folder(), keyring, random);
    accountFile = new AccountFile(machine.folder());
    LocalSessionCustody sessionCustody = new LocalSessionCustody(custody, accountFile);
    identity = new LocalDeviceIdentity(custody, sessionCustody);
    Home.privateFolder(home.data());
    database = SqliteDatabase.openDevice(home.deviceDatabase());
    session = new CurrentSession(sessionCustody, portal, clock);
    pins = new SqliteVaultPins(database);
    verified = new VerifiedVault(remote, pins, custody);
    pull = new PullVault(session, verified, identity, new OsKeychain(keyring, custody), live);
    LicenseCache cache = new SqliteLicenseCache(database);
    DeviceLicenses licenses =
        new DeviceLicenses(identity, TrustAnchors.VENDOR, new SqliteTrustedTime(database), cache);
    judge = new JudgeLicenses(session, licenses, clock);
    refresh = new RefreshLicenses(session, licenses, remoteLicenses, cache, random);
    trust = new TrustIssuer(session, licenses, cache, clock);
  }

  /// Opens the recorded custody where that takes something that only the start has: a passphrase,
  /// or a setting that has changed. Everything else opens when it is first needed.
  void openCustody(Settings settings, Optional<SecretBytes> passphrase) {
    Optional<CustodyChoice.Choice> recorded = custody.current();
    if (recorded.isEmpty()) {
      return;
    }
    boolean copies =
        settings.isChosen(Setting.KEYS_OS_KEYCHAIN)
            ? settings.copiesKeysToKeychain()
            : recorded.get().keychainCopies();
    Custody where = recorded.get().custody();
    if (where == Custody.PASSPHRASE_FILE && passphrase.isEmpty()) {
      throw passphraseNeeded("This device's keys are in a passphrase-file");
    }
    if (passphrase.isEmpty() && copies == recorded.get().keychainCopies()) {
      return;
    }
    try {
      var outcome = custody.choose(new CustodyChoice.Choice(where, copies), passphrase);
      if (outcome != CustodyChoice.Outcome.CHOSEN) {
        throw new IllegalStateException("the recorded custody was refused");
      }
    } catch (CustodyUnavailable refused) {
      if (refused.reason() == CustodyUnavailable.Reason.WRONG_PASSPHRASE) {
        throw passphraseNeeded("The passphrase does not open them");
      }
      throw new CommandFailed(
          ExitCode.FAILED,
          refused.reason().code(),
          "This device's keys cannot be opened",
          String.valueOf(refused.getMessage()),
          "Look closer: opta doctor");
    }
  }

  private static CommandFailed passphraseNeeded(String why) {
    return new CommandFailed(
        ExitCode.SIGNED_OUT,
        "passphrase_needed",
        "This device's keys are locked",
        why,
        "Try again: opta daemon start");
  }

  LiveKeys live() {
    return live;
  }

  ShowAccount showAccount() {
    return new ShowAccount(accountFile, custody, session);
  }

  KeepSession keepSession() {
    return new KeepSession(session, live);
  }

  AccountOperations account() {
    return new AccountOperations(showAccount(), custody, new SignOutDevice(session, live));
  }

  LoginOperations login() {
    JoinVault join = new JoinVault(session, verified, remote, identity, random, clock);
    EnrollDevice enroll = new EnrollDevice(session, verified, remote, identity, random, clock);
    SettleDevice settle = new SettleDevice(enroll, join, pull, live, words);
    LogInDevice logIn = new LogInDevice(new SignInDevice(portal, session), settle, custody, live);
    BeginLogin begin = new BeginLogin(session, custody, identity, settle);
    return new LoginOperations(begin, portal, logIn, join, pull, witness());
  }

  VaultOperations vault() {
    return new VaultOperations(
        new ShowStanding(showAccount(), custody, pins),
        new SyncDevice(pull, localEvents(), witness()),
        new ListKeys(session, verified),
        new AddKey(new PushKey(session, verified, remote, identity, random, clock), pull),
        new LeaseKeys(live, pull));
  }

  DeviceOperations device() {
    ApproveDevice approve =
        new ApproveDevice(
            session,
            verified,
            remote,
            new ApproveDevice.Local(identity, new SqliteJoinTries(database)),
            random,
            clock);
    return new DeviceOperations(
        new ListDevices(session, verified, remote, identity), approve, words);
  }

  LicenseOperations license() {
    return new LicenseOperations(judge, refresh, trust);
  }

  LicenseShelfOperations licenseShelf() {
    return new LicenseShelfOperations(session, remoteLicenses);
  }

  KeepLicensesFresh keepLicensesFresh() {
    return new KeepLicensesFresh(judge, refresh, clock);
  }

  AuditOperations audit() {
    return new AuditOperations(
        new ShowAudit(session, remoteAudit),
        witness(),
        localEvents(),
        new ChooseWitnesses(session, new SqliteWitnessPolicies(database)),
        new EraseAudit(session, remoteAudit));
  }

  private WitnessLog witness() {
    return new WitnessLog(session, remoteAudit, new SqliteWitnesses(database), identity, clock);
  }

  private KeepLocalEvents localEvents() {
    return new KeepLocalEvents(
        session, new SqliteLocalEvents(database), remoteAudit, identity, eventIds, clock);
  }

  @Override
  public void close() {
    live.wipe();
    link.close();
    database.close();
    keyring.close();
  }
}
