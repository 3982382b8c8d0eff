package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.identity.IdentifyUser;
import com.optalocal.accounts.application.identity.LinkIdentity;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.util.Optional;

/// Makes a session of an ID token that a program got from a provider by itself, as apps on phones
/// do.
public final class SignInWithIdToken {
  private final SignInProviders providers;
  private final IdentifyUser identify;
  private final LinkIdentity link;
  private final OpenSession openSession;

  /// @param nonce what the program hashed into its request to the provider
  public record Presented(
      Provider provider, BearerSecret idToken, Optional<BearerSecret> nonce, Origin origin) {}

  public sealed interface Outcome {
    record SignedIn(IssuedSession session) implements Outcome {}

    record Refused(SignInProviders.Fault fault) implements Outcome {}

    record Unavailable() implements Outcome {}

    record EmailTaken() implements Outcome {}

    record SignUpsClosed() implements Outcome {}

    record Banned() implements Outcome {}

    /// The identity to link is somebody's already.
    record IdentityTaken(boolean byThisUser) implements Outcome {}
  }

  public SignInWithIdToken(
      SignInProviders providers,
      IdentifyUser identify,
      LinkIdentity link,
      OpenSession openSession) {
    this.providers = providers;
    this.identify = identify;
    this.link = link;
    this.openSession = openSession;
  }

  /// @param linkTo who wants to be known by it, if it is to be linked
  public Outcome signIn(OrgId org, Presented presented, Optional<Actor> linkTo) {
    return switch (providers.read(presented.provider(), presented.idToken(), presented.nonce())) {
      case SignInProviders.Answer.Refused(var fault) -> new Outcome.Refused(fault);
      case SignInProviders.Answer.Unavailable() -> new Outcome.Unavailable();
      case SignInProviders.Answer.Vouched(var identity) ->
          linkTo
              .map(actor -> link(org, actor, identity, presented.origin()))
              .orElseGet(() -> identify(org, identity, presented.origin()));
    };
  }

  private Outcome link(OrgId org, Actor actor, VouchedIdentity identity, Origin origin) {
    return switch (link.link(org, actor.userId(), identity)) {
      case LinkIdentity.Outcome.Linked(var account) -> open(org, account, origin);
      case LinkIdentity.Outcome.LinkedBefore() -> new Outcome.IdentityTaken(true);
      case LinkIdentity.Outcome.AnotherUsers() -> new Outcome.IdentityTaken(false);
      case LinkIdentity.Outcome.NoSuchUser() -> new Outcome.Banned();
    };
  }

  private Outcome identify(OrgId org, VouchedIdentity identity, Origin origin) {
    return switch (identify.identify(org, identity)) {
      case IdentifyUser.Outcome.Known(var account) -> open(org, account, origin);
      case IdentifyUser.Outcome.Joined(var account) -> open(org, account, origin);
      case IdentifyUser.Outcome.EmailTaken() -> new Outcome.EmailTaken();
      case IdentifyUser.Outcome.SignUpsClosed() -> new Outcome.SignUpsClosed();
      case IdentifyUser.Outcome.Banned() -> new Outcome.Banned();
    };
  }

  private Outcome open(OrgId org, Account account, Origin origin) {
    return openSession
        .withTokens(org, account, SignInMethod.OAUTH, origin)
        .<Outcome>map(Outcome.SignedIn::new)
        .orElseGet(Outcome.Banned::new);
  }
}
