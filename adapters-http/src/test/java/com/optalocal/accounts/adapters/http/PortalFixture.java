package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.adapters.http.audit.AuditUseCases;
import com.optalocal.accounts.adapters.http.identity.MailboxMessages;
import com.optalocal.accounts.adapters.http.identity.MessageText;
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
import com.optalocal.accounts.application.identity.IdentifyUser;
import com.optalocal.accounts.application.identity.InMemorySignInProviders;
import com.optalocal.accounts.application.identity.LinkIdentity;
import com.optalocal.accounts.application.identity.ListedPasswords;
import com.optalocal.accounts.application.identity.MakeAccount;
import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.application.identity.NewPasswords;
import com.optalocal.accounts.application.identity.OwnerLink;
import com.optalocal.accounts.application.identity.PasswordHashing;
import com.optalocal.accounts.application.identity.SentMessages;
import com.optalocal.accounts.application.identity.SignUp;
import com.optalocal.accounts.application.identity.UnlinkIdentity;
import com.optalocal.accounts.application.license.KeepLicenses;
import com.optalocal.accounts.application.license.ServeLicenses;
import com.optalocal.accounts.application.policy.Authorize;
import com.optalocal.accounts.application.session.AskForMessage;
import com.optalocal.accounts.application.session.Authenticate;
import com.optalocal.accounts.application.session.AuthorizeCliLogin;
import com.optalocal.accounts.application.session.AuthorizeFlow;
import com.optalocal.accounts.application.session.ChangeAccount;
import com.optalocal.accounts.application.session.ConfirmAddress;
import com.optalocal.accounts.application.session.EndSession;
import com.optalocal.accounts.application.session.IssueToken;
import com.optalocal.accounts.application.session.MakeLink;
import com.optalocal.accounts.application.session.MessagePause;
import com.optalocal.accounts.application.session.OpenSession;
import com.optalocal.accounts.application.session.Post;
import com.optalocal.accounts.application.session.RedeemCliLogin;
import com.optalocal.accounts.application.session.RedeemFlow;
import com.optalocal.accounts.application.session.RefreshSession;
import com.optalocal.accounts.application.session.RegisterAccount;
import com.optalocal.accounts.application.session.ReturnFromProvider;
import com.optalocal.accounts.application.session.SendToken;
import com.optalocal.accounts.application.session.SignInWithIdToken;
import com.optalocal.accounts.application.session.VerifyToken;
import com.optalocal.accounts.application.session.VisitProvider;
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
import com.optalocal.accounts.domain.identity.AccountRules;
import com.optalocal.accounts.domain.identity.crypto.FactorKey;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.redirect.RedirectPolicy;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.session.crypto.CodeKey;
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
  /// Addresses count without proof; no phones, no guests.
  public static final AccountRules TRUSTING =
      new AccountRules(true, true, false, false, true, false, Duration.ofHours(1));

  /// Addresses are proven first; phones and guests are welcome.
  public static final AccountRules WITH_PROOF =
      new AccountRules(false, false, true, true, true, false, Duration.ofHours(1));

  public static final ProjectRef PROJECT = new ProjectRef("abcdefghijklmnopqrst");
  private static final int PORT_TRIES = 5;

  private final InMemoryPortalStores stores = new InMemoryPortalStores();
  private final InMemorySignInProviders providers = new InMemorySignInProviders();
  private final MovableClock clock = new MovableClock();
  private final SeededRandom random = new SeededRandom(7);
  private final OwnerLink ownerLink = new OwnerLink(random);
  private final FactorKey factorKey =
      new FactorKey(new SecretBytes(random.next(FactorKey.BYTES)), random);
  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private final SentMessages sent = new SentMessages();
  private final AccountRules rules;
  private final NimbusAccessTokens tokens;
  private final PortalUrl publicUrl;
  private final PortalServer server;
  private final int port;
  private volatile Runnable beforeReadiness = () -> {};

  private PortalFixture(
      PortalUrl publicUrl, int port, AccountRules rules, boolean linking, boolean passkeys) {
    this.publicUrl = publicUrl;
    this.rules = rules;
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
            useCases(linking, party),
            random,
            clock);
    this.port = server.start();
  }

  /// A portal whose public address is the one that it listens on.
  public static PortalFixture start() {
    return start(port -> new PortalUrl("http://127.0.0.1:" + port));
  }

  /// As [#start()], with other rules about accounts.
  public static PortalFixture start(AccountRules rules) {
    return start(port -> new PortalUrl("http://127.0.0.1:" + port), rules);
  }

  /// A portal that believes to be found under `publicUrl` of its port.
  public static PortalFixture start(IntFunction<PortalUrl> publicUrl) {
    return start(publicUrl, TRUSTING);
  }

  private static PortalFixture start(IntFunction<PortalUrl> publicUrl, AccountRules rules) {
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      try {
        return new PortalFixture(publicUrl.apply(port), port, rules, true, true);
      } catch (PortInUse somebodyWasFaster) {
        if (attempt == PORT_TRIES) {
          throw somebodyWasFaster;
        }
      }
    }
  }

  /// A portal where nobody links identities by themselves.
  public static PortalFixture startWithoutLinking() {
    int port = freePort();
    return new PortalFixture(
        new PortalUrl("http://127.0.0.1:" + port), port, TRUSTING, false, true);
  }

  /// A portal whose operator turned passkeys off.
  public static PortalFixture startWithoutPasskeys() {
    int port = freePort();
    return new PortalFixture(
        new PortalUrl("http://127.0.0.1:" + port), port, TRUSTING, true, false);
  }

  /// A portal on exactly this port.
  static PortalFixture startOn(int port) {
    return new PortalFixture(new PortalUrl("http://127.0.0.1:" + port), port, TRUSTING, true, true);
  }

  private PortalUseCases useCases(boolean linking, RelyingParty party) {
    var work = stores.work();
    PasswordHashing hashing = new PasswordHashing(random, 2);
    OpenSession open =
        new OpenSession(
            new OpenSession.Stores(stores.sessions(), stores.users(), stores.audit()),
            tokens,
            work,
            random,
            clock);
    NewPasswords passwords = new NewPasswords(hashing, ListedPasswords.NONE);
    MakeAccount makeAccount =
        new MakeAccount(
            new MakeAccount.Stores(
                stores.users(),
                stores.identities(),
                stores.credentials(),
                stores.members(),
                stores.audit()),
            work,
            random,
            clock);
    SignUp signUp = new SignUp(makeAccount, stores.members(), passwords, ownerLink, work);
    AuthorizeFlow flows = new AuthorizeFlow(stores.flows(), work, random, clock);
    CodeKey key = new CodeKey(new SecretBytes(random.next(CodeKey.BYTES)));
    IssueToken issue =
        new IssueToken(
            new IssueToken.Stores(stores.oneTimeTokens(), stores.users(), stores.audit()),
            key,
            work,
            random,
            clock);
    MailboxMessages kept =
        new MailboxMessages(stores.mailbox(), new MessageText(publicUrl, new Texts()), clock);
    Messages messages =
        (org, message) -> {
          sent.send(org, message);
          kept.send(org, message);
        };
    MessagePause pause = new MessagePause(Duration.ofSeconds(60), clock);
    Post post = new Post(new SendToken(flows, issue, messages), pause, Runnable::run);
    ConfirmAddress.Stores addresses =
        new ConfirmAddress.Stores(
            stores.users(),
            stores.identities(),
            stores.credentials(),
            stores.sessions(),
            stores.audit());
    ConfirmAddress confirm = new ConfirmAddress(addresses, rules, random);
    VerifyToken verify =
        new VerifyToken(
            stores.oneTimeTokens(),
            confirm,
            stores.audit(),
            new VerifyToken.Codes(key, rules),
            work,
            clock);
    return new PortalUseCases(
        new PortalUseCases.People(
            signUp,
            new CheckPassword(stores.users(), stores.credentials(), hashing),
            new DescribeUser(stores.users(), stores.identities(), stores.factors())),
        new PortalUseCases.Addresses(
            new RegisterAccount(
                signUp,
                makeAccount,
                new RegisterAccount.Accounts(
                    stores.users(), stores.credentials(), passwords, stores.audit(), work),
                post,
                rules,
                clock),
            makeAccount,
            new AskForMessage(stores.users(), makeAccount, post, clock),
            verify,
            new ChangeAccount(
                addresses,
                new ChangeAccount.Proofs(passwords, verify, confirm),
                new ChangeAccount.Letters(flows, issue, pause, messages),
                rules,
                work,
                clock),
            rules),
        new PortalUseCases.Post(
            new MakeLink(stores.users(), makeAccount, passwords, issue, work),
            messages,
            stores.mailbox()),
        new PortalUseCases.Sessions(
            open,
            new RefreshSession(
                new RefreshSession.Stores(stores.sessions(), stores.users(), stores.audit()),
                tokens,
                work,
                random,
                clock),
            flows,
            new RedeemFlow(stores.flows(), stores.users(), link(), open, work, clock),
            new EndSession(stores.sessions(), stores.audit(), work, clock),
            new Authenticate(stores.sessions(), stores.users(), stores.members(), tokens, clock),
            tokens),
        providerUseCases(open, linking),
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

  private LinkIdentity link() {
    return new LinkIdentity(
        stores.users(), stores.identities(), stores.audit(), stores.work(), random, clock);
  }

  private PortalUseCases.Providers providerUseCases(OpenSession open, boolean linking) {
    var work = stores.work();
    AuthorizeFlow flows = new AuthorizeFlow(stores.flows(), work, random, clock);
    IdentifyUser identify =
        new IdentifyUser(
            new MakeAccount.Stores(
                stores.users(),
                stores.identities(),
                stores.credentials(),
                stores.members(),
                stores.audit()),
            true,
            work,
            random,
            clock);
    return new PortalUseCases.Providers(
        providers,
        new VisitProvider(providers, stores.providerVisits(), flows, work, random, clock),
        new ReturnFromProvider(
            providers,
            stores.providerVisits(),
            new ReturnFromProvider.Completion(identify, flows, open),
            work,
            clock),
        new SignInWithIdToken(providers, identify, link(), open),
        new UnlinkIdentity(stores.users(), stores.identities(), stores.audit(), work, clock),
        linking);
  }

  /// Who can be chosen at sign-in: nobody, until a test says so.
  public InMemorySignInProviders providers() {
    return providers;
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

  /// What was sent to people.
  public SentMessages sent() {
    return sent;
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
