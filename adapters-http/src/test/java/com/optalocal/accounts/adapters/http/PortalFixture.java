package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.adapters.http.audit.AuditUseCases;
import com.optalocal.accounts.adapters.http.identity.RelyingParty;
import com.optalocal.accounts.adapters.http.identity.WebAuthn4j;
import com.optalocal.accounts.adapters.http.session.EcSigningKeyFile;
import com.optalocal.accounts.adapters.http.session.NimbusAccessTokens;
import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.audit.reading.KeepCosignature;
import com.optalocal.accounts.application.audit.reading.ListAudit;
import com.optalocal.accounts.application.audit.reading.ProveAudit;
import com.optalocal.accounts.application.audit.reading.RecordLocalEvents;
import com.optalocal.accounts.application.audit.reading.RemoveAuditBodies;
import com.optalocal.accounts.application.identity.CheckPassword;
import com.optalocal.accounts.application.identity.DescribeUser;
import com.optalocal.accounts.application.identity.OwnerLink;
import com.optalocal.accounts.application.identity.PasswordHashing;
import com.optalocal.accounts.application.identity.SignUp;
import com.optalocal.accounts.application.license.KeepLicenses;
import com.optalocal.accounts.application.license.ServeLicenses;
import com.optalocal.accounts.application.policy.Authorize;
import com.optalocal.accounts.application.session.Authenticate;
import com.optalocal.accounts.application.session.AuthorizeCliLogin;
import com.optalocal.accounts.application.session.AuthorizeFlow;
import com.optalocal.accounts.application.session.EndSession;
import com.optalocal.accounts.application.session.OpenSession;
import com.optalocal.accounts.application.session.RedeemCliLogin;
import com.optalocal.accounts.application.session.RedeemFlow;
import com.optalocal.accounts.application.session.RefreshSession;
import com.optalocal.accounts.application.session.factor.ChallengeFactor;
import com.optalocal.accounts.application.session.factor.EnrollFactor;
import com.optalocal.accounts.application.session.factor.JudgeProof;
import com.optalocal.accounts.application.session.factor.KeepPasskeys;
import com.optalocal.accounts.application.session.factor.MakeRecoveryCodes;
import com.optalocal.accounts.application.session.factor.PassSecondStep;
import com.optalocal.accounts.application.session.factor.RaiseSession;
import com.optalocal.accounts.application.session.factor.RegisterPasskey;
import com.optalocal.accounts.application.session.factor.RemoveFactor;
import com.optalocal.accounts.application.session.factor.SignInWithPasskey;
import com.optalocal.accounts.application.session.factor.VerifyFactor;
import com.optalocal.accounts.application.vault.KeepJoins;
import com.optalocal.accounts.application.vault.StoreVault;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.crypto.FactorKey;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.redirect.RedirectPolicy;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/// A real portal on a free port, over stores in memory.
public final class PortalFixture implements AutoCloseable {
  public static final ProjectRef PROJECT = new ProjectRef("abcdefghijklmnopqrst");
  private static final int PORT_TRIES = 5;

  private final InMemoryPortalStores stores = new InMemoryPortalStores();
  private final MovableClock clock = new MovableClock();
  private final SeededRandom random = new SeededRandom(7);
  private final OwnerLink ownerLink = new OwnerLink(random);
  private final FactorKey factorKey =
      new FactorKey(new SecretBytes(random.next(FactorKey.BYTES)), random);
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final NimbusAccessTokens tokens;
  private final PortalUrl publicUrl;
  private final PortalServer server;
  private final int port;
  private volatile Runnable beforeReadiness = () -> {};

  private PortalFixture(PortalUrl publicUrl, int port, boolean passkeys) {
    this.publicUrl = publicUrl;
    this.tokens = new NimbusAccessTokens(keyFile(), publicUrl);
    RelyingParty party = RelyingParty.of(publicUrl, Set.of("http://localhost:5173"), passkeys);
    this.server =
        new PortalServer(
            new PortalConfig(
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                publicUrl,
                PROJECT,
                "0.1.0",
                RedirectPolicy.parse("*.example.com"),
                party),
            useCases(party),
            random,
            clock);
    this.port = server.start();
  }

  /// A portal whose public address is the one that it listens on.
  public static PortalFixture start() {
    return start(port -> new PortalUrl("http://127.0.0.1:" + port));
  }

  /// A portal that believes to be found under `publicUrl` of its port.
  public static PortalFixture start(IntFunction<PortalUrl> publicUrl) {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      try {
        return new PortalFixture(publicUrl.apply(port), port, true);
      } catch (PortInUse somebodyWasFaster) {
        if (attempt == PORT_TRIES) {
          throw somebodyWasFaster;
        }
      }
    }
  }

  /// A portal whose operator turned passkeys off.
  public static PortalFixture startWithoutPasskeys() {
    int port = freePort();
    return new PortalFixture(new PortalUrl("http://127.0.0.1:" + port), port, false);
  }

  /// A portal on exactly this port.
  static PortalFixture startOn(int port) {
    return new PortalFixture(new PortalUrl("http://127.0.0.1:" + port), port, true);
  }

  private PortalUseCases useCases(RelyingParty party) {
    var work = stores.work();
    PasswordHashing hashing = new PasswordHashing(random, 2);
    OpenSession open =
        new OpenSession(
            new OpenSession.Stores(stores.sessions(), stores.users(), stores.audit()),
            tokens,
            work,
            random,
            clock);
    return new PortalUseCases(
        new PortalUseCases.People(
            new SignUp(
                new SignUp.Accounts(
                    stores.users(),
                    stores.identities(),
                    stores.credentials(),
                    stores.members(),
                    stores.audit()),
                hashing,
                ownerLink,
                work,
                random,
                clock),
            new CheckPassword(stores.users(), stores.credentials(), hashing),
            new DescribeUser(stores.users(), stores.identities(), stores.factors())),
        new PortalUseCases.Sessions(
            open,
            new RefreshSession(
                new RefreshSession.Stores(stores.sessions(), stores.users(), stores.audit()),
                tokens,
                work,
                random,
                clock),
            new AuthorizeFlow(stores.flows(), work, random, clock),
            new RedeemFlow(stores.flows(), stores.users(), open, work, clock),
            new EndSession(stores.sessions(), stores.audit(), work, clock),
            new Authenticate(stores.sessions(), stores.users(), stores.members(), tokens, clock),
            tokens),
        factors(party),
        passkeys(party, open),
        new PortalUseCases.CliSignIn(
            new AuthorizeCliLogin(stores.cliLogins(), stores.audit(), work, random, clock),
            new RedeemCliLogin(stores.cliLogins(), stores.users(), open, work, clock)),
        new StoreVault(stores.vaults(), stores.audit(), work, clock),
        new KeepJoins(stores.joinRequests(), stores.vaults(), stores.audit(), work, clock),
        new AuditUseCases(
            new ListAudit(stores.audit()),
            new ProveAudit(stores.audit(), stores.audit(), stores.cosignatures()),
            new KeepCosignature(stores.audit(), stores.cosignatures(), clock),
            new RecordLocalEvents(stores.audit(), work, clock),
            new RemoveAuditBodies(
                stores.audit(), stores.audit(), work, clock, Duration.ofDays(365)),
            stores.logKey(),
            List.of()),
        new PortalUseCases.Licensing(
            new KeepLicenses(
                stores.licenses(),
                LicenseFixture.vendor().authority(),
                stores.audit(),
                work,
                clock),
            new ServeLicenses(stores.licenses(), LicenseFixture.vendor().time(), clock)),
        new Authorize(),
        () -> {
          beforeReadiness.run();
          stores.work().atomically(() -> stores.members().hasOwner(OrgId.DEFAULT));
        });
  }

  private PortalUseCases.Factors factors(RelyingParty party) {
    var work = stores.work();
    RaiseSession raise =
        new RaiseSession(stores.sessions(), stores.users(), stores.audit(), tokens, random);
    JudgeProof judge =
        new JudgeProof(
            stores.factors(),
            stores.challenges(),
            stores.recoveryCodes(),
            factorKey,
            stores.audit(),
            raise);
    return new PortalUseCases.Factors(
        new EnrollFactor(stores.factors(), stores.audit(), factorKey, work, random, clock),
        new ChallengeFactor(stores.factors(), stores.challenges(), work, random, clock),
        new VerifyFactor(
            new VerifyFactor.Stores(stores.factors(), stores.challenges()),
            judge,
            raise,
            new WebAuthn4j(party),
            work,
            clock),
        new RemoveFactor(
            stores.factors(),
            stores.recoveryCodes(),
            stores.sessions(),
            stores.audit(),
            work,
            clock),
        new MakeRecoveryCodes(stores.recoveryCodes(), stores.audit(), work, random, clock),
        new PassSecondStep(stores.factors(), judge, work, clock));
  }

  private PortalUseCases.Passkeys passkeys(RelyingParty party, OpenSession open) {
    var work = stores.work();
    return new PortalUseCases.Passkeys(
        new RegisterPasskey(
            new RegisterPasskey.Stores(stores.passkeys(), stores.factors(), stores.challenges()),
            stores.audit(),
            new WebAuthn4j(party),
            work,
            random,
            clock),
        new SignInWithPasskey(
            new SignInWithPasskey.Stores(
                stores.passkeys(), stores.users(), stores.challenges(), stores.audit()),
            open,
            new WebAuthn4j(party),
            work,
            random,
            clock),
        new KeepPasskeys(stores.passkeys(), stores.factors(), stores.audit(), work, clock));
  }

  public InMemoryPortalStores stores() {
    return stores;
  }

  public MovableClock clock() {
    return clock;
  }

  public PortalServer server() {
    return server;
  }

  public int port() {
    return port;
  }

  public PortalUrl publicUrl() {
    return publicUrl;
  }

  public String ownerLink() {
    return ownerLink.reveal();
  }

  /// What `/readyz` does from now on before it asks the store.
  void beforeReadiness(Runnable action) {
    beforeReadiness = action;
  }

  /// Somebody who just opened a browser.
  public Browser browser() {
    return new Browser(http, publicUrl.value());
  }

  /// A program that talks to the portal.
  public ApiClient api() {
    return new ApiClient(http, "http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    http.close();
    server.stop();
  }

  private static Path keyFolder() throws IOException {
    Path folder = Files.createTempDirectory("opta-portal-test");
    folder.toFile().deleteOnExit();
    return folder;
  }

  private static EcSigningKeyFile keyFile() {
    try {
      Path file = keyFolder().resolve("signing-key.jwk");
      EcSigningKeyFile key = new EcSigningKeyFile(file);
      Files.delete(file);
      Files.delete(file.getParent());
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
