package com.optalocal.accounts.application;

import com.optalocal.accounts.application.audit.reading.KeepCosignature;
import com.optalocal.accounts.application.audit.reading.ListAudit;
import com.optalocal.accounts.application.audit.reading.ProveAudit;
import com.optalocal.accounts.application.audit.reading.RecordLocalEvents;
import com.optalocal.accounts.application.audit.reading.RemoveAuditBodies;
import com.optalocal.accounts.application.identity.CheckPassword;
import com.optalocal.accounts.application.identity.PasswordHashing;
import com.optalocal.accounts.application.license.KeepLicenses;
import com.optalocal.accounts.application.license.ServeLicenses;
import com.optalocal.accounts.application.session.AccessTokens;
import com.optalocal.accounts.application.session.Authenticate;
import com.optalocal.accounts.application.session.AuthorizeCliLogin;
import com.optalocal.accounts.application.session.EndSession;
import com.optalocal.accounts.application.session.InMemoryAccessTokens;
import com.optalocal.accounts.application.session.OpenSession;
import com.optalocal.accounts.application.session.RedeemCliLogin;
import com.optalocal.accounts.application.session.RefreshSession;
import com.optalocal.accounts.application.vault.KeepJoins;
import com.optalocal.accounts.application.vault.StoreVault;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.license.LicenseFixture;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.organization.Role;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Duration;
import java.time.InstantSource;

/// A whole portal in memory: the real use cases over the stores' fakes. Devices reach it through
/// the fakes of their ports; tests can take it off the network.
public final class InMemoryPortal {
  public static final PortalUrl URL = new PortalUrl("https://accounts.example.com");
  public static final ProjectRef PROJECT = new ProjectRef("abcdefghijklmnopqrst");
  public static final OrgId ORG = OrgId.DEFAULT;

  private final InMemoryPortalStores stores = new InMemoryPortalStores();
  private final RandomBytes random = new SeededRandom(201);
  private final AccessTokens tokens = new InMemoryAccessTokens();
  private final PasswordHashing hashing = new PasswordHashing(random, 1);
  private final InstantSource clock;
  private volatile boolean offline;

  public InMemoryPortal(InstantSource clock) {
    this.clock = clock;
  }

  public InMemoryPortalStores stores() {
    return stores;
  }

  public InstantSource clock() {
    return clock;
  }

  /// From now on nobody reaches it.
  public void goOffline() {
    offline = true;
  }

  public void comeBack() {
    offline = false;
  }

  public void requireOnline() {
    if (offline) {
      throw new PortalUnreachable("the portal in memory is off the network");
    }
  }

  /// Somebody with an account and a password.
  public void register(User user, Password password) {
    register(user);
    stores.credentials().setPassword(ORG, user.id(), hashing.hash(password));
  }

  /// Somebody with an account.
  public void register(User user) {
    stores.users().add(ORG, Account.of(user));
    stores.members().put(ORG, user.id(), Role.MEMBER);
  }

  /// A new session of `user`, as a device would hold it.
  public HeldSession signIn(User user) {
    IssuedSession issued =
        openSession()
            .withTokens(ORG, Account.of(user), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    return new HeldSession(URL, PROJECT, issued, clock.instant());
  }

  /// Plays the browser: signs `user` in, consents and follows the relay.
  public BearerSecret consent(User user, CliLoginId login, LoopbackPort port, String state) {
    OpenSession.BrowserSession browser =
        openSession()
            .withCookie(ORG, Account.of(user), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    Actor actor = authenticate().byCookie(ORG, browser.cookie()).orElseThrow();
    if (!authorizeCliLogin().consent(actor, login, state)) {
      throw new AssertionError("the portal did not take the consent");
    }
    return authorizeCliLogin().relay(actor, login, port, state).orElseThrow().code();
  }

  /// Who holds this access token.
  ///
  /// @throws SessionRefused if nobody does
  public Actor actor(BearerSecret token) {
    requireOnline();
    return authenticate().byAccessToken(ORG, token).orElseThrow(SessionRefused::new);
  }

  /// Ends every session that holds this token, as another device might.
  public void revoke(BearerSecret token) {
    endSession().end(actor(token));
  }

  public OpenSession openSession() {
    return new OpenSession(
        new OpenSession.Stores(stores.sessions(), stores.users(), stores.audit()),
        tokens,
        stores.work(),
        random,
        clock);
  }

  public CheckPassword checkPassword() {
    return new CheckPassword(stores.users(), stores.credentials(), hashing);
  }

  public RefreshSession refreshSession() {
    return new RefreshSession(
        new RefreshSession.Stores(stores.sessions(), stores.users(), stores.audit()),
        tokens,
        stores.work(),
        random,
        clock);
  }

  public EndSession endSession() {
    return new EndSession(stores.sessions(), stores.audit(), stores.work(), clock);
  }

  public Authenticate authenticate() {
    return new Authenticate(stores.sessions(), stores.users(), stores.members(), tokens, clock);
  }

  public AuthorizeCliLogin authorizeCliLogin() {
    return new AuthorizeCliLogin(stores.cliLogins(), stores.audit(), stores.work(), random, clock);
  }

  public RedeemCliLogin redeemCliLogin() {
    return new RedeemCliLogin(
        stores.cliLogins(), stores.users(), openSession(), stores.work(), clock);
  }

  public StoreVault storeVault() {
    return new StoreVault(stores.vaults(), stores.audit(), stores.work(), clock);
  }

  public KeepJoins keepJoins() {
    return new KeepJoins(
        stores.joinRequests(), stores.vaults(), stores.audit(), stores.work(), clock);
  }

  /// Believes in [LicenseFixture#vendor] instead of the compiled-in anchors.
  public KeepLicenses keepLicenses() {
    return new KeepLicenses(
        stores.licenses(),
        LicenseFixture.vendor().authority(),
        stores.audit(),
        stores.work(),
        clock);
  }

  public ServeLicenses serveLicenses() {
    return new ServeLicenses(stores.licenses(), LicenseFixture.vendor().time(), clock);
  }

  public ListAudit listAudit() {
    return new ListAudit(stores.audit());
  }

  public ProveAudit proveAudit() {
    return new ProveAudit(stores.audit(), stores.audit(), stores.cosignatures());
  }

  public KeepCosignature keepCosignature() {
    return new KeepCosignature(stores.audit(), stores.cosignatures(), clock);
  }

  public RecordLocalEvents recordLocalEvents() {
    return new RecordLocalEvents(stores.audit(), stores.work(), clock);
  }

  public RemoveAuditBodies removeAuditBodies(Duration retention) {
    return new RemoveAuditBodies(stores.audit(), stores.audit(), stores.work(), clock, retention);
  }
}
