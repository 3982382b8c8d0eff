package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.AuthProblems;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.identity.CheckPassword;
import com.optalocal.accounts.application.session.RedeemFlow;
import com.optalocal.accounts.application.session.RefreshSession;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.AccountRules;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Tokens in the Supabase Auth contract: what the server offers, its public keys, tokens for a
/// password or a refresh token, and sign-out.
public final class AuthRoutes {
  private final CheckPassword checkPassword;
  private final PortalUseCases.Sessions sessions;
  private final PortalUseCases.Providers providers;
  private final UserJson userJson;
  private final AccountRules rules;
  private final IdTokenGrant idTokens;
  private final boolean passkeys;
  private final String version;

  public AuthRoutes(
      CheckPassword checkPassword,
      PortalUseCases.Sessions sessions,
      PortalUseCases.Providers providers,
      UserJson userJson,
      AccountRules rules,
      boolean passkeys,
      String version) {
    this.checkPassword = checkPassword;
    this.sessions = sessions;
    this.providers = providers;
    this.userJson = userJson;
    this.rules = rules;
    this.idTokens = new IdTokenGrant(providers, sessions, userJson);
    this.passkeys = passkeys;
    this.version = version;
  }

  public List<Route> routes() {
    return List.of(
        Route.auth(Route.Method.GET, "/health", Access.OPEN, this::health),
        Route.auth(Route.Method.GET, "/settings", Access.OPEN, this::settings),
        Route.auth(Route.Method.GET, "/.well-known/jwks.json", Access.OPEN, this::keys),
        Route.auth(Route.Method.POST, "/token", Access.OPEN, this::token),
        Route.auth(
            Route.Method.POST,
            "/logout",
            Access.signedIn(BuiltInPolicy.SESSIONS_WRITE),
            this::logout));
  }

  private void health(Exchange exchange) {
    exchange.json(
        200,
        Json.object()
            .put("version", version)
            .put("name", "Opta Accounts")
            .put("description", "Identity for Opta, after the Supabase Auth contract"));
  }

  private void settings(Exchange exchange) {
    ObjectNode settings = Json.object();
    ObjectNode external = settings.putObject("external");
    external
        .put("email", true)
        .put("phone", rules.phones())
        .put("anonymous_users", rules.guests())
        .put("apple", false)
        .put("google", false);
    providers.offered().offers().forEach(offer -> external.put(offer.provider().value(), true));
    exchange.json(
        200,
        settings
            .put("disable_signup", false)
            .put("mailer_autoconfirm", rules.emailsNeedNoProof())
            .put("phone_autoconfirm", rules.phonesNeedNoProof())
            .put("sms_provider", "")
            .put("saml_enabled", false)
            .put("passkeys_enabled", passkeys));
  }

  private void keys(Exchange exchange) {
    exchange.setHeader("Cache-Control", "public, max-age=600");
    exchange.json(200, sessions.tokens().publicKeySet());
  }

  private void token(Exchange exchange) {
    switch (exchange.query("grant_type").orElse("")) {
      case "password" -> withPassword(exchange);
      case "refresh_token" -> withRefreshToken(exchange);
      case "pkce" -> withCode(exchange);
      case "id_token" -> idTokens.answer(exchange);
      default ->
          throw new Refusal(
              AuthProblems.of(400, "unsupported_grant_type", "This grant type is not available"));
    }
  }

  private void withPassword(Exchange exchange) {
    Fields body = exchange.json();
    boolean byPhone = body.optionalText("email").filter(text -> !text.isEmpty()).isEmpty();
    String name = byPhone ? "phone" : "email";
    String typed =
        body.optionalText(name)
            .filter(text -> !text.isEmpty())
            .orElseThrow(() -> AuthBody.invalid("missing email or phone"));
    if (byPhone && !rules.phones()) {
      throw AuthBody.noPhones("logins");
    }
    Proven proven =
        check(byPhone, typed, body.text("password"))
            .orElseThrow(() ->
                new Refusal(
                    AuthProblems.of(400, "invalid_credentials", "Invalid login credentials")));
    if (!proven.account().hasProven(proven.address())) {
      throw new Refusal(
          byPhone
              ? AuthProblems.of(400, "phone_not_confirmed", "Phone not confirmed")
              : AuthProblems.of(400, "email_not_confirmed", "Email not confirmed"));
    }
    IssuedSession session =
        sessions
            .open()
            .withTokens(OrgId.DEFAULT, proven.account(), SignInMethod.PASSWORD, exchange.origin())
            .orElseThrow(() -> new Refusal(AuthProblems.of(400, "user_banned", "User is banned")));
    exchange.json(200, userJson.session(session));
  }

  /// Whose password it is, and the address that they came with.
  private record Proven(Account account, Address address) {}

  private Optional<Proven> check(boolean byPhone, String name, String typed) {
    Address address;
    Password password;
    try {
      address = byPhone ? new Address.Mobile(new Phone(name)) : new Address.Mail(new Email(name));
      password = Password.of(typed);
    } catch (IllegalArgumentException nobodyHasThese) {
      return Optional.empty();
    }
    try (password) {
      return checkPassword
          .check(OrgId.DEFAULT, address, password)
          .map(account -> new Proven(account, address));
    }
  }

  private void withRefreshToken(Exchange exchange) {
    BearerSecret presented = BearerSecret.presented(exchange.json().text("refresh_token"));
    switch (sessions.refresh().refresh(OrgId.DEFAULT, presented)) {
      case RefreshSession.Outcome.Refreshed(var session) ->
          exchange.json(200, userJson.session(session));
      case RefreshSession.Outcome.UnknownToken(), RefreshSession.Outcome.SessionOver() ->
          throw new Refusal(
              AuthProblems.of(
                  400,
                  "refresh_token_not_found",
                  "Invalid Refresh Token: Refresh Token Not Found"));
      case RefreshSession.Outcome.Banned() ->
          throw new Refusal(AuthProblems.of(400, "user_banned", "User is banned"));
      case RefreshSession.Outcome.Reused() ->
          throw new Refusal(
              AuthProblems.of(
                  400, "refresh_token_already_used", "Invalid Refresh Token: Already Used"));
    }
  }

  private void withCode(Exchange exchange) {
    Fields body = exchange.json();
    BearerSecret code = BearerSecret.presented(body.text("auth_code"));
    BearerSecret verifier = BearerSecret.presented(body.text("code_verifier"));
    switch (sessions.redeemFlow().redeem(OrgId.DEFAULT, code, verifier, exchange.origin())) {
      case RedeemFlow.Outcome.SignedIn(var session) ->
          exchange.json(200, userJson.session(session));
      case RedeemFlow.Outcome.NoSuchCode() ->
          throw new Refusal(
              AuthProblems.of(
                  404, "flow_state_not_found", "invalid flow state, no valid flow state found"));
      case RedeemFlow.Outcome.Expired() ->
          throw new Refusal(
              AuthProblems.of(
                  422, "flow_state_expired", "invalid flow state, flow state has expired"));
      case RedeemFlow.Outcome.WrongVerifier() ->
          throw new Refusal(
              AuthProblems.of(
                  400,
                  "bad_code_verifier",
                  "code challenge does not match previously saved code verifier"));
      case RedeemFlow.Outcome.Refused() ->
          throw new Refusal(AuthProblems.of(403, "user_banned", "User is banned"));
      case RedeemFlow.Outcome.IdentityTaken(var byThisUser) ->
          throw new Refusal(ProviderProblems.identityTaken(byThisUser));
    }
  }

  private void logout(Exchange exchange) {
    if (!exchange.query("scope").equals(Optional.of("local"))) {
      throw new Refusal(
          AuthProblems.of(400, "validation_failed", "Only scope=local is available so far"));
    }
    sessions.end().end(exchange.actor());
    exchange.noContent();
  }
}
