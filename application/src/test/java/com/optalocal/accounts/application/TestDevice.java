package com.optalocal.accounts.application;

import com.optalocal.accounts.application.audit.InMemoryLocalEvents;
import com.optalocal.accounts.application.audit.InMemoryWitnessPolicies;
import com.optalocal.accounts.application.audit.InMemoryWitnesses;
import com.optalocal.accounts.application.audit.reading.ChooseWitnesses;
import com.optalocal.accounts.application.audit.reading.EraseAudit;
import com.optalocal.accounts.application.audit.reading.InMemoryRemoteAudit;
import com.optalocal.accounts.application.audit.reading.KeepLocalEvents;
import com.optalocal.accounts.application.audit.reading.RemoteAudit;
import com.optalocal.accounts.application.audit.reading.ShowAudit;
import com.optalocal.accounts.application.audit.reading.WitnessLog;
import com.optalocal.accounts.application.device.InMemoryDeviceIdentity;
import com.optalocal.accounts.application.device.InMemoryJoinTries;
import com.optalocal.accounts.application.license.DeviceLicenses;
import com.optalocal.accounts.application.license.InMemoryLicenseCache;
import com.optalocal.accounts.application.license.InMemoryRemoteLicenses;
import com.optalocal.accounts.application.license.InMemoryTrustedTime;
import com.optalocal.accounts.application.license.JudgeLicenses;
import com.optalocal.accounts.application.license.RefreshLicenses;
import com.optalocal.accounts.application.license.TrustIssuer;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.application.session.InMemoryAccountRecord;
import com.optalocal.accounts.application.session.InMemoryCustodyChoice;
import com.optalocal.accounts.application.session.InMemoryPortalSignIn;
import com.optalocal.accounts.application.session.InMemorySessionCustody;
import com.optalocal.accounts.application.session.ShowAccount;
import com.optalocal.accounts.application.session.SignInDevice;
import com.optalocal.accounts.application.vault.AddKey;
import com.optalocal.accounts.application.vault.ApproveDevice;
import com.optalocal.accounts.application.vault.BeginLogin;
import com.optalocal.accounts.application.vault.EnrollDevice;
import com.optalocal.accounts.application.vault.InMemoryKeychain;
import com.optalocal.accounts.application.vault.InMemoryLiveKeys;
import com.optalocal.accounts.application.vault.InMemoryRemoteVault;
import com.optalocal.accounts.application.vault.InMemoryVaultPins;
import com.optalocal.accounts.application.vault.JoinVault;
import com.optalocal.accounts.application.vault.KeepSession;
import com.optalocal.accounts.application.vault.LeaseKeys;
import com.optalocal.accounts.application.vault.ListDevices;
import com.optalocal.accounts.application.vault.ListKeys;
import com.optalocal.accounts.application.vault.LogInDevice;
import com.optalocal.accounts.application.vault.PullVault;
import com.optalocal.accounts.application.vault.PushKey;
import com.optalocal.accounts.application.vault.SettleDevice;
import com.optalocal.accounts.application.vault.ShowStanding;
import com.optalocal.accounts.application.vault.SignOutDevice;
import com.optalocal.accounts.application.vault.SyncDevice;
import com.optalocal.accounts.application.vault.VerifiedVault;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditEventIds;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.DeviceStatement;
import com.optalocal.accounts.domain.device.JoinWords;
import com.optalocal.accounts.domain.device.WordList;
import com.optalocal.accounts.domain.device.crypto.AgreementSecret;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.vault.SecretName;
import com.optalocal.accounts.domain.vault.SecretValue;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.Wrap;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;

/// One machine: the real device-side use cases over fakes of everything around them.
public final class TestDevice {
  public static final WordList WORDS =
      new WordList(IntStream.range(0, WordList.SIZE).mapToObj(TestDevice::word).toList());

  private final DeviceName name;
  private final InMemoryPortal portal;
  private final Disk disk;
  private final SeededRandom random;
  private final InMemoryPortalSignIn signIn;
  private final InMemoryRemoteVault remote;
  private final InMemoryLiveKeys live = new InMemoryLiveKeys();
  private final CurrentSession session;
  private final JoinVault join;
  private final InMemoryRemoteLicenses remoteLicenses;
  private final DeviceLicenses deviceLicenses;

  /// What a restart leaves.
  private record Disk(
      InMemorySessionCustody custody,
      InMemoryDeviceIdentity identity,
      InMemoryKeychain keychain,
      InMemoryVaultPins pins,
      InMemoryJoinTries tries,
      InMemoryCustodyChoice choice,
      InMemoryTrustedTime time,
      InMemoryLicenseCache licenses,
      InMemoryWitnesses witnesses,
      InMemoryWitnessPolicies wanted,
      InMemoryLocalEvents events) {}

  public TestDevice(String name, InMemoryPortal portal, long seed) {
    this(
        new DeviceName(name),
        portal,
        new Disk(
            new InMemorySessionCustody(),
            new InMemoryDeviceIdentity(),
            new InMemoryKeychain(),
            new InMemoryVaultPins(),
            new InMemoryJoinTries(),
            new InMemoryCustodyChoice(CustodyChoice.KeychainState.AVAILABLE),
            new InMemoryTrustedTime(),
            new InMemoryLicenseCache(),
            new InMemoryWitnesses(),
            new InMemoryWitnessPolicies(),
            new InMemoryLocalEvents()),
        seed);
  }

  private TestDevice(DeviceName name, InMemoryPortal portal, Disk disk, long seed) {
    this.name = name;
    this.portal = portal;
    this.disk = disk;
    random = new SeededRandom(seed);
    signIn = new InMemoryPortalSignIn(portal);
    remote = new InMemoryRemoteVault(portal);
    session = new CurrentSession(disk.custody(), signIn, portal.clock());
    join = new JoinVault(session, verified(), remote, disk.identity(), random, portal.clock());
    remoteLicenses = new InMemoryRemoteLicenses(portal);
    deviceLicenses =
        new DeviceLicenses(
            disk.identity(), LicenseFixture.vendor().authority(), disk.time(), disk.licenses());
  }

  /// The same machine with a new process: memory is empty, the disk is as it was.
  public TestDevice restarted(long seed) {
    return new TestDevice(name, portal, disk, seed);
  }

  /// A session of `user`, without device keys yet.
  public TestDevice signedIn(User user) {
    session.begin(portal.signIn(user));
    return this;
  }

  /// Signed in and enrolled; makes the vault if there is none.
  public TestDevice enrolled(User user) {
    signedIn(user);
    enroll().enroll(name, Custody.PLAIN_FILE);
    return this;
  }

  /// Enrolled, and let in by `approver`, without the words that cost a second each time: both
  /// devices sign, and the portal stores what they signed.
  public TestDevice joinedThrough(TestDevice approver, User user) {
    signedIn(user);
    if (!(enroll().enroll(name, Custody.PLAIN_FILE)
        instanceof EnrollDevice.Outcome.MustJoin(var device, Vault vault))) {
      throw new AssertionError("the device need not join");
    }
    try (DeviceKeys own = disk.identity().load(user.id()).orElseThrow();
        DeviceKeys trusted = approver.disk.identity().load(user.id()).orElseThrow();
        AgreementSecret epoch = vault.epochSecret(trusted).orElseThrow()) {
      Note text =
          DeviceStatement.Add.text(
              vault.chain().vaultId(),
              vault.chain().head(),
              portal.clock().instant(),
              device.name(),
              own.publicKeys(),
              Hash.NONE,
              vault.seen());
      Note add = own.signing().sign(trusted.signing().sign(text));
      Note wrap =
          Wrap.seal(vault.place(), epoch, own.publicKeys(), trusted.signing(), random).note();
      if (!portal
          .stores()
          .vaults()
          .addDevice(InMemoryPortal.ORG, user.id(), vault.chain().head(), add, wrap)) {
        throw new AssertionError("the device could not join");
      }
    }
    return this;
  }

  /// Enrolls and asks; fails the test if this device need not or cannot ask.
  public JoinVault.Question askToJoin() {
    if (enroll().enroll(name, Custody.PLAIN_FILE)
        instanceof EnrollDevice.Outcome.MustJoin mustJoin) {
      return join.ask(mustJoin.vault(), WORDS).orElseThrow();
    }
    throw new AssertionError("the device need not ask");
  }

  /// The words of `question` as somebody types them elsewhere.
  public static JoinWords typed(JoinVault.Question question) {
    return JoinWords.typed(question.words().reveal(), WORDS);
  }

  public PushKey.Outcome push(String key, String value) {
    try (SecretValue secret = secret(value)) {
      return pushKey().push(new SecretName(key), secret, Optional.empty());
    }
  }

  public static SecretValue secret(String value) {
    return new SecretValue(new SecretBytes(value.getBytes(StandardCharsets.UTF_8)));
  }

  /// What the daemon's memory holds under `key`.
  public Optional<String> liveValue(String key) {
    return live.copy(new SecretName(key)).map(TestDevice::reveal);
  }

  public Optional<String> keychainValue(String key) {
    return disk.keychain().get(new SecretName(key)).map(TestDevice::reveal);
  }

  public static String reveal(SecretValue value) {
    try (value) {
      return value.bytes().use(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }

  public DeviceName name() {
    return name;
  }

  public InMemoryPortal portal() {
    return portal;
  }

  public InMemoryPortalSignIn signIn() {
    return signIn;
  }

  public InMemoryRemoteVault remote() {
    return remote;
  }

  public InMemoryLiveKeys live() {
    return live;
  }

  public InMemoryKeychain keychain() {
    return disk.keychain();
  }

  public InMemoryVaultPins pins() {
    return disk.pins();
  }

  public InMemorySessionCustody custody() {
    return disk.custody();
  }

  public InMemoryDeviceIdentity identity() {
    return disk.identity();
  }

  public InMemoryCustodyChoice choice() {
    return disk.choice();
  }

  public CurrentSession session() {
    return session;
  }

  public JoinVault join() {
    return join;
  }

  private VerifiedVault verified() {
    return new VerifiedVault(remote, disk.pins(), disk.choice());
  }

  public EnrollDevice enroll() {
    return new EnrollDevice(session, verified(), remote, disk.identity(), random, portal.clock());
  }

  public ApproveDevice approve() {
    return new ApproveDevice(
        session,
        verified(),
        remote,
        new ApproveDevice.Local(disk.identity(), disk.tries()),
        random,
        portal.clock());
  }

  public PullVault pull() {
    return new PullVault(session, verified(), disk.identity(), disk.keychain(), live);
  }

  public PushKey pushKey() {
    return new PushKey(session, verified(), remote, disk.identity(), random, portal.clock());
  }

  public AddKey addKey() {
    return new AddKey(pushKey(), pull());
  }

  public ListKeys listKeys() {
    return new ListKeys(session, verified());
  }

  public LeaseKeys lease() {
    return new LeaseKeys(live, pull());
  }

  public ListDevices listDevices() {
    return new ListDevices(session, verified(), remote, disk.identity());
  }

  public InMemoryRemoteLicenses remoteLicenses() {
    return remoteLicenses;
  }

  public InMemoryTrustedTime trustedTime() {
    return disk.time();
  }

  public InMemoryLicenseCache licenseCache() {
    return disk.licenses();
  }

  public RefreshLicenses refreshLicenses() {
    return new RefreshLicenses(session, deviceLicenses, remoteLicenses, disk.licenses(), random);
  }

  public JudgeLicenses judgeLicenses() {
    return new JudgeLicenses(session, deviceLicenses, portal.clock());
  }

  public TrustIssuer trustIssuer() {
    return new TrustIssuer(session, deviceLicenses, disk.licenses(), portal.clock());
  }

  public WitnessLog witness() {
    return witness(new InMemoryRemoteAudit(portal));
  }

  /// This device, in front of another portal's log.
  public WitnessLog witness(RemoteAudit log) {
    return new WitnessLog(session, log, disk.witnesses(), disk.identity(), portal.clock());
  }

  public ChooseWitnesses chooseWitnesses() {
    return new ChooseWitnesses(session, disk.wanted());
  }

  public EraseAudit eraseAudit() {
    return new EraseAudit(session, new InMemoryRemoteAudit(portal));
  }

  public InMemoryWitnesses witnesses() {
    return disk.witnesses();
  }

  public KeepLocalEvents localEvents() {
    return new KeepLocalEvents(
        session,
        disk.events(),
        new InMemoryRemoteAudit(portal),
        disk.identity(),
        new AuditEventIds(random),
        portal.clock());
  }

  public SyncDevice sync() {
    return new SyncDevice(pull(), localEvents(), witness());
  }

  public ShowAudit showAudit() {
    return new ShowAudit(session, new InMemoryRemoteAudit(portal));
  }

  public ShowAccount showAccount() {
    return new ShowAccount(
        new InMemoryAccountRecord(disk.custody(), disk.identity()), disk.choice(), session);
  }

  public SignOutDevice signOut() {
    return new SignOutDevice(session, live);
  }

  public KeepSession keepSession() {
    return new KeepSession(session, live);
  }

  public LogInDevice logIn() {
    return new LogInDevice(new SignInDevice(signIn, session), settle(), disk.choice(), live);
  }

  public BeginLogin beginLogin() {
    return new BeginLogin(session, disk.choice(), disk.identity(), settle());
  }

  private SettleDevice settle() {
    return new SettleDevice(enroll(), join, pull(), live, WORDS);
  }

  public ShowStanding showStanding() {
    return new ShowStanding(showAccount(), disk.choice(), disk.pins());
  }

  /// Four letters that no other number gives.
  private static String word(int number) {
    StringBuilder word = new StringBuilder();
    for (int rest = number, i = 0; i < 4; i++, rest /= 26) {
      word.append((char) ('a' + rest % 26));
    }
    return word.toString();
  }
}
