package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.application.session.SignInWithIdToken;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.Actor;
import java.util.Optional;

/// `grant_type=id_token`: a session, or a linked identity, for an ID token that an app got by
/// itself.
final class IdTokenGrant {
  private final PortalUseCases.Providers providers;
  private final PortalUseCases.Sessions sessions;
  private final UserJson userJson;

  IdTokenGrant(
      PortalUseCases.Providers providers, PortalUseCases.Sessions sessions, UserJson userJson) {
    this.providers = providers;
    this.sessions = sessions;
    this.userJson = userJson;
  }

  void answer(Exchange exchange) {
    Fields body = exchange.json();
    Optional<String> token = body.optionalText("id_token").filter(text -> !text.isEmpty());
    if (token.isEmpty()) {
      throw new Refusal(AuthProblems.of(400, "validation_failed", "id_token required"));
    }
    SignInWithIdToken.Presented presented =
        new SignInWithIdToken.Presented(
            provider(body),
            BearerSecret.presented(token.get()),
            body.optionalText("nonce").filter(text -> !text.isEmpty()).map(BearerSecret::presented),
            exchange.origin());
    Optional<Actor> linkTo =
        body.flag("link_identity", false) ? Optional.of(actor(exchange)) : Optional.empty();
    switch (providers.idToken().signIn(OrgId.DEFAULT, presented, linkTo)) {
      case SignInWithIdToken.Outcome.SignedIn(var session) ->
          exchange.json(200, userJson.session(session));
      case SignInWithIdToken.Outcome.Refused(var fault) -> throw new Refusal(problem(fault));
      case SignInWithIdToken.Outcome.Unavailable() ->
          throw new Refusal(ProviderProblems.unavailable());
      case SignInWithIdToken.Outcome.EmailTaken() ->
          throw new Refusal(ProviderProblems.emailTaken());
      case SignInWithIdToken.Outcome.SignUpsClosed() ->
          throw new Refusal(ProviderProblems.signUpsClosed());
      case SignInWithIdToken.Outcome.Banned() ->
          throw new Refusal(AuthProblems.of(403, "user_banned", "User is banned"));
      case SignInWithIdToken.Outcome.IdentityTaken(var byThisUser) ->
          throw new Refusal(ProviderProblems.identityTaken(byThisUser));
    }
  }

  private Provider provider(Fields body) {
    Optional<String> name = body.optionalText("provider").filter(text -> !text.isEmpty());
    Optional<String> issuer = body.optionalText("issuer").filter(text -> !text.isEmpty());
    if (name.isEmpty() && issuer.isEmpty()) {
      throw new Refusal(AuthProblems.of(400, "validation_failed", "provider or issuer required"));
    }
    return name.flatMap(IdTokenGrant::named)
        .or(() ->
            name.isPresent() ? Optional.empty() : issuer.flatMap(providers.offered()::ofIssuer))
        .orElseThrow(() -> new Refusal(problem(SignInProviders.Fault.NO_SUCH_PROVIDER)));
  }

  private static Optional<Provider> named(String name) {
    try {
      return Optional.of(new Provider(name));
    } catch (IllegalArgumentException nobodyIsCalledThat) {
      return Optional.empty();
    }
  }

  private Actor actor(Exchange exchange) {
    if (!providers.linking()) {
      throw new Refusal(ProviderProblems.linkingDisabled());
    }
    return exchange
        .bearer()
        .flatMap(token -> sessions.authenticate().byAccessToken(OrgId.DEFAULT, token))
        .orElseThrow(() ->
            new Refusal(
                AuthProblems.of(401, "no_authorization", "Linking requires a valid Bearer token")));
  }

  private static Problem problem(SignInProviders.Fault fault) {
    return switch (fault) {
      case NO_SUCH_PROVIDER -> AuthProblems.of(400, "provider_disabled", "Provider is not enabled");
      case NOT_GENUINE -> AuthProblems.of(400, "validation_failed", "Bad ID token");
      case OTHER_AUDIENCE ->
          AuthProblems.of(400, "unexpected_audience", "Unacceptable audience in id_token");
      case OTHER_NONCE -> AuthProblems.of(400, "validation_failed", "Nonces mismatch");
    };
  }
}
