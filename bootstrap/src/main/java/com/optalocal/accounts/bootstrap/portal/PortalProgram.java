package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.adapters.http.PortInUse;
import com.optalocal.accounts.adapters.http.PortalConfig;
import com.optalocal.accounts.adapters.http.PortalServer;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Upkeep;
import com.optalocal.accounts.adapters.http.audit.AuditUseCases;
import com.optalocal.accounts.adapters.http.identity.NimbusSignInProviders;
import com.optalocal.accounts.adapters.http.identity.RelyingParty;
import com.optalocal.accounts.adapters.http.session.EcSigningKeyFile;
import com.optalocal.accounts.adapters.http.session.NimbusAccessTokens;
import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.adapters.sqlite.audit.LogSigner;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteAuditBodies;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteAuditProofs;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteAuditTrail;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteCosignatures;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteLogSuccessions;
import com.optalocal.accounts.adapters.sqlite.device.SqliteJoinRequests;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteCredentials;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteIdentities;
import com.optalocal.accounts.adapters.sqlite.identity.SqliteUsers;
import com.optalocal.accounts.adapters.sqlite.license.SqliteLicenses;
import com.optalocal.accounts.adapters.sqlite.organization.SqliteDeployment;
import com.optalocal.accounts.adapters.sqlite.organization.SqliteMembers;
import com.optalocal.accounts.adapters.sqlite.session.SqliteCliLogins;
import com.optalocal.accounts.adapters.sqlite.session.SqliteFlows;
import com.optalocal.accounts.adapters.sqlite.session.SqliteProviderVisits;
import com.optalocal.accounts.adapters.sqlite.session.SqliteSessions;
import com.optalocal.accounts.adapters.sqlite.vault.SqliteVaults;
import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.application.audit.LogSuccessions;
import com.optalocal.accounts.application.audit.RotateLogKey;
import com.optalocal.accounts.application.audit.reading.KeepCosignature;
import com.optalocal.accounts.application.audit.reading.ListAudit;
import com.optalocal.accounts.application.audit.reading.ProveAudit;
import com.optalocal.accounts.application.audit.reading.RecordLocalEvents;
import com.optalocal.accounts.application.audit.reading.RemoveAuditBodies;
import com.optalocal.accounts.application.identity.Credentials;
import com.optalocal.accounts.application.identity.IdentifyUser;
import com.optalocal.accounts.application.identity.Identities;
import com.optalocal.accounts.application.identity.LinkIdentity;
import com.optalocal.accounts.application.identity.MakeAccount;
import com.optalocal.accounts.application.identity.OwnerLink;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.application.identity.UnlinkIdentity;
import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.application.license.KeepLicenses;
import com.optalocal.accounts.application.license.Licenses;
import com.optalocal.accounts.application.license.ServeLicenses;
import com.optalocal.accounts.application.organization.Members;
import com.optalocal.accounts.application.policy.Authorize;
import com.optalocal.accounts.application.session.Authenticate;
import com.optalocal.accounts.application.session.AuthorizeCliLogin;
import com.optalocal.accounts.application.session.AuthorizeFlow;
import com.optalocal.accounts.application.session.CliLogins;
import com.optalocal.accounts.application.session.EndSession;
import com.optalocal.accounts.application.session.Flows;
import com.optalocal.accounts.application.session.OpenSession;
import com.optalocal.accounts.application.session.ProviderVisits;
import com.optalocal.accounts.application.session.RedeemCliLogin;
import com.optalocal.accounts.application.session.RedeemFlow;
import com.optalocal.accounts.application.session.RefreshSession;
import com.optalocal.accounts.application.session.ReturnFromProvider;
import com.optalocal.accounts.application.session.Sessions;
import com.optalocal.accounts.application.session.SignInWithIdToken;
import com.optalocal.accounts.application.session.VisitProvider;
import com.optalocal.accounts.application.vault.KeepJoins;
import com.optalocal.accounts.application.vault.StoreVault;
import com.optalocal.accounts.application.vault.Vaults;
import com.optalocal.accounts.bootstrap.home.SystemRandom;
import com.optalocal.accounts.bootstrap.home.Version;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.LogKeySuccession;
import com.optalocal.accounts.domain.identity.crypto.FactorKey;
import com.optalocal.accounts.domain.license.TrustAnchors;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.redirect.RedirectPolicy;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The portal on embedded SQLite, put together by hand. Whoever makes one holds the portal's lock.
final class PortalProgram implements AutoCloseable {
  /// Whoever has only the file finds a checkpoint in it that is at most a second old.
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(1);

  private static final Duration PRUNE_EVERY = Duration.ofHours(1);
  private static final Duration AUDIT_RETENTION = Duration.ofDays(365);

  private final RandomBytes random = new SystemRandom();
  private final InstantSource clock = InstantSource.system();
  private final Path folder;
  private final SigningKey auditKey;
  private final SigningKey licenseTimeKey;
  private final SqliteDatabase database;
  private final UnitOfWork work;
  private final ProjectRef project;
  private final LogSuccessions successions;
  private final LogSigner logSigner;
  private final SqliteAuditTrail audit;
  private final Users users;
  private final Identities identities;
  private final Credentials credentials;
  private final Members members;
  private final Sessions sessions;
  private final FactorKey factorKey;
  private final SecondFactorParts secondFactors;
  private final OwnerLink ownerLink = new OwnerLink(random);
  private Optional<IdentityParts> identity = Optional.empty();
  private Optional<NimbusSignInProviders> providers = Optional.empty();
  private Optional<PortalServer> server = Optional.empty();
  private List<Upkeep> upkeep = List.of();

  /// Opens the store.
  ///
  /// @param folder the portal's own; only its owner can enter
  PortalProgram(Path folder) {
    this.folder = folder;
    licenseTimeKey = SigningKeyFile.open(folder.resolve("license-time.key"), random);
    database = SqliteDatabase.openPortal(folder.resolve("opta.db"));
    work = database.unitOfWork();
    successions = new SqliteLogSuccessions(database);
    auditKey =
        new LogKeyFiles(folder, random)
            .open(LogKeySuccession.newest(successions.of(OrgId.DEFAULT.auditLog())));
    project = new SqliteDeployment(database).projectRef(ProjectRef.generate(random));
    // the log is named after the installation: its address may change, its history goes on
    logSigner = new LogSigner(auditKey, project.value());
    audit = new SqliteAuditTrail(database, logSigner, random);
    audit.adopt(OrgId.DEFAULT.auditLog());
    users = new SqliteUsers(database);
    identities = new SqliteIdentities(database);
    credentials = new SqliteCredentials(database);
    members = new SqliteMembers(database);
    sessions = new SqliteSessions(database);
    factorKey = new FactorKey(SigningKeyFile.secret(folder.resolve("factor.key"), random), random);
    secondFactors =
        new SecondFactorParts(
            database,
            new SecondFactorParts.Stores(users, sessions, audit),
            factorKey,
            work,
            random,
            clock);
  }

  /// Whether people may sign in with passkeys, and which pages besides the portal's may ask for
  /// them.
  record Passkeys(boolean on, Set<String> origins) {}

  /// Listens on this machine alone: 127.0.0.1, and ::1 where there is one.
  ///
  /// @throws PortInUse if somebody else has the port
  void start(
      int port,
      PortalUrl publicUrl,
      RedirectPolicy redirects,
      IdentitySettings settings,
      ProvidersFile.Content content,
      Passkeys passkeys) {
    NimbusSignInProviders offered =
        new NimbusSignInProviders(content.providers(), publicUrl, clock);
    providers = Optional.of(offered);
    RelyingParty party = RelyingParty.of(publicUrl, passkeys.origins(), passkeys.on());
    NimbusAccessTokens tokens =
        new NimbusAccessTokens(new EcSigningKeyFile(folder.resolve("signing-key.jwk")), publicUrl);
    PortalConfig config =
        new PortalConfig(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            publicUrl,
            project,
            Version.PROGRAM,
            redirects,
            party);
    AuthorizeFlow flows = new AuthorizeFlow(new SqliteFlows(database), work, random, clock);
    IdentityParts parts =
        new IdentityParts(
            folder,
            publicUrl,
            settings,
            ownerLink,
            flows,
            new IdentityParts.Stores(
                database, users, identities, credentials, members, sessions, audit),
            new IdentityParts.Ground(work, random, clock));
    PortalServer starting =
        new PortalServer(
            config,
            useCases(tokens, parts, flows, offered, content.linking(), party),
            random,
            clock);
    try {
      int bound = starting.start();
      assert bound == port;
    } catch (PortInUse taken) {
      parts.close();
      throw taken;
    }
    identity = Optional.of(parts);
    server = Optional.of(starting);
    upkeep =
        List.of(
            Upkeep.start("audit-checkpoint", CHECKPOINT_EVERY, this::signCheckpoint),
            Upkeep.start("audit-pruning", PRUNE_EVERY, this::prune));
  }

  /// The one-time link's secret; empty once somebody owns the portal.
  Optional<String> ownerSecret() {
    return members.hasOwner(OrgId.DEFAULT) ? Optional.empty() : Optional.of(ownerLink.reveal());
  }

  private PortalUseCases useCases(
      NimbusAccessTokens tokens,
      IdentityParts parts,
      AuthorizeFlow authorizeFlow,
      SignInProviders offered,
      boolean linking,
      RelyingParty party) {
    OpenSession open =
        new OpenSession(
            new OpenSession.Stores(sessions, users, audit), tokens, work, random, clock);
    CliLogins logins = new SqliteCliLogins(database);
    Flows flows = new SqliteFlows(database);
    LinkIdentity link = new LinkIdentity(users, identities, audit, work, random, clock);
    Vaults vaults = new SqliteVaults(database);
    return new PortalUseCases(
        parts.people(),
        parts.addresses(),
        parts.post(),
        new PortalUseCases.Sessions(
            open,
            new RefreshSession(
                new RefreshSession.Stores(sessions, users, audit), tokens, work, random, clock),
            authorizeFlow,
            new RedeemFlow(flows, users, link, open, work, clock),
            new EndSession(sessions, audit, work, clock),
            new Authenticate(sessions, users, members, tokens, clock),
            tokens),
        providers(offered, authorizeFlow, link, open, linking),
        secondFactors.factors(tokens, party),
        secondFactors.passkeys(open, party),
        new PortalUseCases.CliSignIn(
            new AuthorizeCliLogin(logins, audit, work, random, clock),
            new RedeemCliLogin(logins, users, open, work, clock)),
        new StoreVault(vaults, audit, work, clock),
        new KeepJoins(new SqliteJoinRequests(database, clock), vaults, audit, work, clock),
        auditUseCases(),
        licensing(),
        new Authorize(),
        () -> members.hasOwner(OrgId.DEFAULT));
  }

  private PortalUseCases.Providers providers(
      SignInProviders offered,
      AuthorizeFlow flows,
      LinkIdentity link,
      OpenSession open,
      boolean linking) {
    ProviderVisits visits = new SqliteProviderVisits(database);
    IdentifyUser identify =
        new IdentifyUser(
            new MakeAccount.Stores(users, identities, credentials, members, audit),
            true,
            work,
            random,
            clock);
    return new PortalUseCases.Providers(
        offered,
        new VisitProvider(offered, visits, flows, work, random, clock),
        new ReturnFromProvider(
            offered, visits, new ReturnFromProvider.Completion(identify, flows, open), work, clock),
        new SignInWithIdToken(offered, identify, link, open),
        new UnlinkIdentity(users, identities, audit, work, clock),
        linking);
  }

  private PortalUseCases.Licensing licensing() {
    Licenses licenses = new SqliteLicenses(database);
    return new PortalUseCases.Licensing(
        new KeepLicenses(licenses, TrustAnchors.VENDOR, audit, work, clock),
        new ServeLicenses(licenses, licenseTimeKey, clock));
  }

  private AuditUseCases auditUseCases() {
    SqliteAuditProofs proofs = new SqliteAuditProofs(database, logSigner);
    SqliteCosignatures cosignatures = new SqliteCosignatures(database);
    return new AuditUseCases(
        new ListAudit(audit),
        new ProveAudit(audit, proofs, cosignatures),
        new KeepCosignature(proofs, cosignatures, clock),
        new RecordLocalEvents(audit, work, clock),
        removal(),
        auditKey.verificationKey(),
        successions.of(OrgId.DEFAULT.auditLog()));
  }

  private RemoveAuditBodies removal() {
    return new RemoveAuditBodies(
        new SqliteAuditBodies(database), audit, work, clock, AUDIT_RETENTION);
  }

  /// Gives the log a new key, and ends what this portal may sign: close it, and start another.
  LogKeySuccession rotateLogKey() {
    AuditLogId log = OrgId.DEFAULT.auditLog();
    String origin = Checkpoint.origin(project.value(), log);
    VerifierKey old =
        new VerifierKey(origin, VerifierKey.Algorithm.ED25519, auditKey.verificationKey());
    LogKeyFiles files = new LogKeyFiles(folder, random);
    LogKeySuccession next =
        new RotateLogKey(successions, audit, work, clock)
            .rotate(log, old, auditKey, files.prepareNext());
    files.promoteNext();
    return next;
  }

  private void signCheckpoint() {
    Optional<Note> newest = audit.checkpoint(OrgId.DEFAULT.auditLog());
    assert newest.isEmpty() || !newest.get().signatures().isEmpty();
  }

  private void prune() {
    long pruned = removal().prune(OrgId.DEFAULT.auditLog());
    assert pruned >= 0;
  }

  /// Answers what is under way, then closes the store.
  @Override
  public void close() {
    upkeep.forEach(Upkeep::close);
    server.ifPresent(PortalServer::stop);
    identity.ifPresent(IdentityParts::close);
    providers.ifPresent(NimbusSignInProviders::close);
    database.close();
    auditKey.close();
    licenseTimeKey.close();
    factorKey.close();
  }
}
