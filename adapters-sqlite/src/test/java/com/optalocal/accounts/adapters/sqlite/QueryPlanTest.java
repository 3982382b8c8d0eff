package com.optalocal.accounts.adapters.sqlite;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.audit.LogSigner;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteAuditBodies;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteAuditProofs;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteAuditTrail;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteCosignatures;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteLocalEvents;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteLogSuccessions;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteWitnessPolicies;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteWitnesses;
import com.optalocal.accounts.adapters.sqlite.device.SqliteJoinRequests;
import com.optalocal.accounts.adapters.sqlite.device.SqliteJoinTries;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteChallenges;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteCredentials;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteFactors;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteIdentities;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteMailbox;
import com.optalocal.accounts.adapters.sqlite.identity.SqlitePasskeys;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteRecoveryCodes;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.adapters.sqlite.license.SqliteLicenseCache;
import com.optalocal.accounts.adapters.sqlite.license.SqliteLicenses;
import com.optalocal.accounts.adapters.sqlite.license.SqliteTrustedTime;
import com.optalocal.accounts.adapters.sqlite.organization.SqliteDeployment;
import com.optalocal.accounts.adapters.sqlite.organization.SqliteMembers;
import com.optalocal.accounts.adapters.sqlite.session.SqliteCliLogins;
import com.optalocal.accounts.adapters.sqlite.session.SqliteFlows;
import com.optalocal.accounts.adapters.sqlite.session.SqliteOneTimeTokens;
import com.optalocal.accounts.adapters.sqlite.session.SqliteProviderVisits;
import com.optalocal.accounts.adapters.sqlite.session.SqliteSessions;
import com.optalocal.accounts.adapters.sqlite.vault.SqliteVaultPins;
import com.optalocal.accounts.adapters.sqlite.vault.SqliteVaults;
import com.optalocal.accounts.application.audit.Cosignatures;
import com.optalocal.accounts.application.audit.Witnesses;
import com.optalocal.accounts.application.identity.Mailbox;
import com.optalocal.accounts.application.session.Sessions;
import com.optalocal.accounts.application.vault.VaultPinsContract;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditEventIds;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.Cosignature;
import com.optalocal.accounts.domain.audit.EventRanges;
import com.optalocal.accounts.domain.audit.LocalEvent;
import com.optalocal.accounts.domain.audit.LogKeys;
import com.optalocal.accounts.domain.audit.WitnessPolicy;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.identity.PasskeyId;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;
import com.optalocal.accounts.domain.identity.WrongTries;
import com.optalocal.accounts.domain.license.License;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.license.LicenseKeys;
import com.optalocal.accounts.domain.license.SealedMark;
import com.optalocal.accounts.domain.license.TimeMark;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.CliLogin;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.Flow;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.OneTimeToken;
import com.optalocal.accounts.domain.session.OpenedSessions;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.ProviderVisit;
import com.optalocal.accounts.domain.session.SessionId;
import com.optalocal.accounts.domain.session.SignInMethod;
import com.optalocal.accounts.domain.vault.VaultFixture;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every statement that the stores issue finds its rows by an index. The statements are recorded
/// from real calls, so a new one is checked as soon as a call here reaches it.
class QueryPlanTest {
  private static final UserId ANA = People.ANA.id();
  private static final Hash HASH = Sha256.of("hash");

  @RegisterExtension final OpenDatabase portal = OpenDatabase.portal();
  @RegisterExtension final OpenDatabase device = OpenDatabase.device();
  private final MovableClock clock = new MovableClock();

  @Test
  void no_statement_of_the_portal_scans_a_table() {
    Set<String> statements = statementsOf(portal.database(), this::useEveryPortalStore);

    for (String table :
        portal.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'flyway%'"
                + " AND name NOT LIKE 'sqlite_%'"
                + " AND name NOT IN ('organization', 'audit_removal', 'audit_log_key')")) {
      assertThat(statements)
          .as("statements that read %s", table)
          .anyMatch(sql -> sql.matches("(?s).*(FROM|UPDATE) " + table + "\\b.*"));
    }
    assertNoScan(portal.database(), statements);
  }

  @Test
  void no_statement_of_a_device_scans_a_table() {
    Set<String> statements =
        statementsOf(
            device.database(),
            () -> {
              SqliteVaultPins pins = new SqliteVaultPins(device.database());
              pins.advance(ANA, VaultPinsContract.pin(1));
              pins.load(ANA);
              SqliteJoinTries tries = new SqliteJoinTries(device.database());
              JoinRequestId request = JoinRequestId.generate(new SeededRandom(1));
              tries.countWrong(request, clock.instant());
              tries.wrong(request);
              useDeviceLicenses(device.database());
              useAuditCache(device.database());
            });

    assertThat(statements).hasSizeGreaterThan(4);
    assertNoScan(device.database(), statements);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM users WHERE new_email = ?",
        "SELECT * FROM identity WHERE org_id = ? AND subject = ?",
        "SELECT * FROM session WHERE org_id = ? ORDER BY created_at LIMIT ?"
      })
  void a_scan_would_be_noticed(String sql) {
    assertThat(scans(portal.database(), sql)).isNotEmpty();
  }

  private static void assertNoScan(SqliteDatabase database, Set<String> statements) {
    for (String sql : statements) {
      assertThat(scans(database, sql)).as(sql).isEmpty();
    }
  }

  /// The steps of the plan that look at more rows than they need. Every key starts with the
  /// organization, so a search by that alone is a scan too, except where it is the whole key or the
  /// rows are wanted whole and come in the order of a key.
  private static List<String> scans(SqliteDatabase database, String sql) {
    List<String> plan = plan(database, sql);
    boolean sorts = plan.stream().anyMatch(step -> step.contains("TEMP B-TREE"));
    return plan.stream()
        .filter(step ->
            step.matches("SCAN (?!CONSTANT ROW).*")
                || (step.endsWith(" (org_id=?)")
                    && !hasOneRowEach(step)
                    && (sorts || !isWantedWhole(step))))
        .toList();
  }

  /// The newest leaves of a log, and an organization's licenses and key lists, which are shown
  /// whole.
  private static boolean isWantedWhole(String step) {
    return step.matches("SEARCH (audit_leaf|license|license_keys|users|mailbox) .*");
  }

  private static boolean hasOneRowEach(String step) {
    return step.matches(
        "SEARCH (deployment|audit_checkpoint) USING PRIMARY KEY .*|SEARCH audit_log USING .*");
  }

  private static List<String> plan(SqliteDatabase database, String sql) {
    return database.read(handle -> {
      List<String> steps = new ArrayList<>();
      // plain JDBC, because parameters stay unbound: a plan must not depend on values
      try (Statement statement = handle.getConnection().createStatement();
          ResultSet plan = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
        while (plan.next()) {
          steps.add(plan.getString("detail"));
        }
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
      return steps;
    });
  }

  private static Set<String> statementsOf(SqliteDatabase database, Runnable calls) {
    Set<String> statements = new TreeSet<>();
    SqlLogger recorder =
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            statements.add(context.getParsedSql().getSql());
          }
        };
    // one thread reads on one connection, always the same
    database.write(handle -> handle.setSqlLogger(recorder));
    database.read(handle -> handle.setSqlLogger(recorder));
    calls.run();
    database.write(handle -> handle.setSqlLogger(SqlLogger.NOP_SQL_LOGGER));
    database.read(handle -> handle.setSqlLogger(SqlLogger.NOP_SQL_LOGGER));
    statements.removeIf(sql -> sql.matches("(BEGIN|COMMIT|SAVEPOINT|RELEASE).*"));
    return statements;
  }

  private void useEveryPortalStore() {
    SqliteDatabase database = portal.database();
    SqliteUsers users = new SqliteUsers(database);
    users.add(DEFAULT, Account.of(People.ANA));
    users.find(DEFAULT, ANA);
    users.findByEmail(DEFAULT, People.ANA.email().orElseThrow());
    users.findByPhone(DEFAULT, new Phone("4930123456"));
    users.update(DEFAULT, Account.of(People.ANA));
    users.list(DEFAULT, "", 0, 10);
    users.list(DEFAULT, "ana", 0, 10);
    users.add(DEFAULT, Account.of(People.BEN));
    users.remove(DEFAULT, People.BEN.id());
    SqliteIdentities identities = new SqliteIdentities(database);
    Identity identity =
        Identity.ofEmail(ANA.value(), ANA, People.ANA.email().orElseThrow(), true, clock.instant());
    identities.add(DEFAULT, identity);
    identities.update(DEFAULT, identity);
    identities.find(DEFAULT, identity.issuer(), identity.subject());
    identities.of(DEFAULT, ANA);
    identities.remove(DEFAULT, ANA, identity.id());
    SqliteCredentials credentials = new SqliteCredentials(database);
    credentials.setPassword(
        DEFAULT,
        ANA,
        new PasswordHash(
            "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43)));
    credentials.password(DEFAULT, ANA);
    credentials.removePassword(DEFAULT, ANA);
    SqliteMailbox mailbox = new SqliteMailbox(database);
    mailbox.put(DEFAULT, new Mailbox.Letter(clock.instant(), "to", "subject", "text"));
    mailbox.newest(DEFAULT, 10);
    SqliteMembers members = new SqliteMembers(database);
    members.put(DEFAULT, ANA, Role.OWNER);
    members.role(DEFAULT, ANA);
    members.hasOwner(DEFAULT);
    new SqliteDeployment(database).projectRef(ProjectRef.generate(new SeededRandom(1)));
    useSessions(new SqliteSessions(database));
    useCliLogins(new SqliteCliLogins(database));
    useFlows(new SqliteFlows(database));
    useOneTimeTokens(new SqliteOneTimeTokens(database));
    useProviderVisits(new SqliteProviderVisits(database));
    useFactors(database);
    useVaults(database);
    useAudit(database);
    useLicenses(new SqliteLicenses(database));
  }

  private void useLicenses(SqliteLicenses licenses) {
    LicenseFixture vendor = LicenseFixture.vendor();
    License license = License.parse(vendor.license(1, Optional.empty()));
    LicenseKeys keys = LicenseKeys.verify(vendor.keys(1), vendor.authority()).orElseThrow();
    licenses.add(DEFAULT, license, clock.instant());
    licenses.list(DEFAULT);
    licenses.revoke(DEFAULT, license.id(), clock.instant());
    licenses.putKeys(DEFAULT, keys);
    licenses.keys(DEFAULT);
    licenses.keys(DEFAULT, keys.terms().prefix());
  }

  private static void useDeviceLicenses(SqliteDatabase database) {
    LicenseFixture vendor = LicenseFixture.vendor();
    SqliteLicenseCache cache = new SqliteLicenseCache(database);
    cache.replace(ANA, List.of(vendor.keys(1)), List.of(vendor.license(1, Optional.empty())));
    cache.load(ANA);
    SqliteTrustedTime time = new SqliteTrustedTime(database);
    time.find(ANA, vendor.authority());
    time.keep(
        ANA,
        vendor.authority(),
        new SealedMark(
            new TimeMark(LicenseFixture.ISSUED, LicenseFixture.ISSUED, 1, new TreeSet<>()),
            ByteString.copyOf(new byte[32])));
  }

  private void useFlows(SqliteFlows flows) {
    FlowId id = FlowId.generate(new SeededRandom(6));
    flows.put(
        DEFAULT,
        Flow.begun(id, new PkceChallenge(HASH), SignInMethod.OAUTH, clock.instant()),
        clock.instant());
    flows.find(DEFAULT, id);
    flows.findByCode(DEFAULT, HASH);
    flows.remove(DEFAULT, id);
  }

  private void useOneTimeTokens(SqliteOneTimeTokens tokens) {
    Address address = new Address.Mail(People.ANA.email().orElseThrow());
    tokens.put(
        DEFAULT,
        new OneTimeToken(
            ANA,
            MessagePurpose.RECOVERY,
            address,
            new OneTimeToken.Secrets(HASH, HASH),
            Optional.empty(),
            0,
            clock.instant()));
    tokens.findByLink(DEFAULT, HASH);
    tokens.find(DEFAULT, "recovery", address);
    tokens.remove(DEFAULT, ANA, "recovery");
  }

  private void useProviderVisits(SqliteProviderVisits visits) {
    visits.add(
        DEFAULT,
        new ProviderVisit(
            HASH,
            Optional.of(HASH),
            new Provider("google"),
            new ProviderVisit.Purpose.Pages(),
            "/",
            clock.instant()),
        clock.instant());
    visits.take(DEFAULT, HASH);
  }

  private void useFactors(SqliteDatabase database) {
    SeededRandom random = new SeededRandom(10);
    SqliteFactors factors = new SqliteFactors(database);
    Factor factor =
        Factor.enrolled(
            FactorId.generate(random),
            ANA,
            Optional.empty(),
            new Factor.Means.SecurityKey(Optional.empty()),
            clock.instant());
    factors.add(DEFAULT, factor);
    factors.update(DEFAULT, factor.challenged(clock.instant()));
    factors.find(DEFAULT, ANA, factor.id());
    factors.of(DEFAULT, ANA);
    factors.remove(DEFAULT, ANA, factor.id());
    SqliteRecoveryCodes codes = new SqliteRecoveryCodes(database);
    codes.replace(DEFAULT, ANA, Set.of(HASH));
    codes.left(DEFAULT, ANA);
    codes.use(DEFAULT, ANA, HASH);
    SqliteChallenges challenges = new SqliteChallenges(database);
    Challenge challenge =
        new Challenge(
            ChallengeId.generate(random),
            new Challenge.Purpose.Registration(ANA),
            ByteString.copyOf(random.next(32)),
            "::1",
            clock.instant());
    challenges.add(DEFAULT, challenge, clock.instant());
    challenges.find(DEFAULT, challenge.id());
    challenges.remove(DEFAULT, challenge.id());
    challenges.keepWrongTries(DEFAULT, ANA, WrongTries.none(clock.instant()));
    challenges.wrongTries(DEFAULT, ANA);
    challenges.forgetWrongTries(DEFAULT, ANA);
    SqlitePasskeys passkeys = new SqlitePasskeys(database);
    Passkey passkey =
        new Passkey(
            PasskeyId.generate(random),
            ANA,
            Optional.empty(),
            new WebAuthnCredential(
                ByteString.copyOf(random.next(32)),
                ByteString.copyOf(random.next(90)),
                0,
                false,
                false),
            clock.instant(),
            Optional.empty());
    passkeys.add(DEFAULT, passkey);
    passkeys.update(DEFAULT, passkey);
    passkeys.findByCredential(DEFAULT, passkey.credential().id());
    passkeys.of(DEFAULT, ANA);
    passkeys.remove(DEFAULT, ANA, passkey.id());
  }

  private void useSessions(SqliteSessions sessions) {
    SessionId id = SessionId.generate(new SeededRandom(2));
    sessions.open(DEFAULT, OpenedSessions.of(People.ANA, id).withCookie(HASH));
    sessions.find(DEFAULT, id);
    sessions.findByCookie(DEFAULT, HASH);
    sessions.openOf(DEFAULT, ANA);
    sessions.update(DEFAULT, OpenedSessions.of(People.ANA, id).refreshed(clock.instant()));
    sessions.addRefreshToken(
        DEFAULT,
        new Sessions.RefreshToken(HASH, id, clock.instant(), Optional.empty(), Optional.empty()));
    sessions.findRefreshToken(DEFAULT, HASH);
    sessions.markUsed(
        DEFAULT, HASH, clock.instant(), ByteString.copyOf(new SeededRandom(3).next(32)));
    sessions.dropRefreshTokens(DEFAULT, id);
    sessions.end(DEFAULT, id, clock.instant());
    sessions.endAll(DEFAULT, ANA, Optional.of(id), clock.instant());
  }

  private void useCliLogins(SqliteCliLogins logins) {
    CliLogin.Announced login =
        new CliLogin.Announced(
            new CliLogin.Announcement(
                CliLoginId.generate(new SeededRandom(4)),
                new PkceChallenge(HASH),
                HASH,
                LoopbackPort.PREFERRED,
                new DeviceName("laptop"),
                "127.0.0.1",
                clock.instant()));
    logins.put(DEFAULT, login);
    logins.find(DEFAULT, login.announcement().id());
    logins.findByCode(DEFAULT, HASH);
  }

  private void useVaults(SqliteDatabase database) {
    VaultFixture fixture = VaultFixture.genesis(ANA, 5);
    SqliteVaults vaults = new SqliteVaults(database);
    vaults.create(DEFAULT, ANA, fixture.notes());
    VaultFixture.Written written = fixture.write("OPENAI_API_KEY", "value");
    vaults.addItem(DEFAULT, ANA, written.expected(), written.item(), written.manifest());
    VaultFixture.Newcomer newcomer = fixture.newcomer("laptop", clock.instant());
    VaultFixture.Added added = fixture.countersign(newcomer, fixture.answer(newcomer));
    vaults.addDevice(DEFAULT, ANA, added.expected(), added.statement(), added.wrap());
    vaults.find(DEFAULT, ANA);
    SqliteJoinRequests joins = new SqliteJoinRequests(database, clock);
    joins.put(DEFAULT, ANA, newcomer.pending());
    joins.find(DEFAULT, ANA, newcomer.request().id());
    joins.list(DEFAULT, ANA);
    joins.remove(DEFAULT, ANA, newcomer.request().id());
  }

  private void useAuditCache(SqliteDatabase database) {
    SqliteLocalEvents events = new SqliteLocalEvents(database);
    LocalEvent event =
        new LocalEvent(
            new AuditEventIds(new SeededRandom(8)).next(clock.instant()),
            clock.instant(),
            "tool.approved",
            "");
    assertThat(events.add(ANA, event)).isTrue();
    events.remove(ANA, events.oldest(ANA, 10));
    SqliteWitnesses witnesses = new SqliteWitnesses(database);
    VerifierKey key =
        new VerifierKey(
            "host/audit/default",
            VerifierKey.Algorithm.ED25519,
            SigningKey.generate(new SeededRandom(9)).verificationKey());
    LogKeys keys = new LogKeys(key, List.of(new LogKeys.Former(key.key(), 1)));
    Witnesses.Seen seen =
        new Witnesses.Seen(keys, new Checkpoint(key.name(), 2, Sha256.of("root")));
    witnesses.advance(ANA, seen);
    assertThat(witnesses.seen(ANA)).contains(seen);
    SqliteWitnessPolicies policies = new SqliteWitnessPolicies(database);
    policies.choose(ANA, WitnessPolicy.NONE);
    assertThat(policies.of(ANA)).isEqualTo(WitnessPolicy.NONE);
  }

  private void useAudit(SqliteDatabase database) {
    SigningKey key = SigningKey.generate(new SeededRandom(6));
    LogSigner signer = new LogSigner(key, "accounts.example.com");
    SqliteAuditTrail audit = new SqliteAuditTrail(database, signer, new SeededRandom(7));
    audit.append(
        DEFAULT.auditLog(),
        AuditEvent.of(
            clock.instant(), AuditAction.VAULT_CREATED, AuditField.personal("user", ANA)));
    audit.newest(DEFAULT.auditLog(), Optional.empty(), 10);
    audit.newest(DEFAULT.auditLog(), Optional.of(ANA.value()), 10);
    audit.since(DEFAULT.auditLog(), Optional.empty(), 0, 10);
    audit.since(DEFAULT.auditLog(), Optional.of(ANA.value()), 0, 10);
    audit.checkpoint(DEFAULT.auditLog());
    SqliteAuditProofs proofs = new SqliteAuditProofs(database, signer);
    proofs.records(DEFAULT.auditLog(), 0, 10);
    proofs.checkpoint(DEFAULT.auditLog(), 1);
    SqliteAuditBodies bodies = new SqliteAuditBodies(database);
    bodies.olderThan(DEFAULT.auditLog(), clock.instant(), 10);
    EventRanges about = bodies.about(DEFAULT.auditLog(), ANA, 10);
    AuditEventId erased =
        audit.append(DEFAULT.auditLog(), AuditEvent.of(clock.instant(), AuditAction.AUDIT_ERASED));
    bodies.remove(DEFAULT.auditLog(), about, erased);
    SqliteCosignatures cosignatures = new SqliteCosignatures(database);
    Note checkpoint = proofs.checkpoint(DEFAULT.auditLog(), 1).orElseThrow();
    cosignatures.keep(
        DEFAULT.auditLog(),
        new Cosignatures.Cosigned(
            Cosignature.witness("device", key),
            1,
            Cosignature.sign(checkpoint, "device", key, clock.instant())));
    cosignatures.covering(DEFAULT.auditLog(), 0);
    cosignatures.witnesses(DEFAULT.auditLog());
    SqliteLogSuccessions successions = new SqliteLogSuccessions(database);
    successions.add(DEFAULT.auditLog(), checkpoint);
    assertThat(successions.of(DEFAULT.auditLog())).containsExactly(checkpoint);
  }
}
