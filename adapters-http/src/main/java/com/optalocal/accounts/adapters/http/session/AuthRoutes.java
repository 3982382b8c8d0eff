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
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
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
  private final UserJson userJson;
  private final boolean passkeys;
  private final String version;

  public AuthRoutes(
      CheckPassword checkPassword,
      PortalUseCases.Sessions sessions,
      UserJson userJson,
      boolean passkeys,
      String version) {
    this.checkPassword = checkPassword;
    this.sessions = sessions;
    this.userJson = userJson;
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
    settings
        .putObject("external")
        .put("email", true)
        .put("phone", false)
        .put("anonymous_users", false)
        .put("apple", false)
        .put("google", false);
    exchange.json(
        200,
        settings
            .put("disable_signup", false)
            .put("mailer_autoconfirm", true)
            .put("phone_autoconfirm", false)
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
      default ->
          throw new Refusal(
              AuthProblems.of(400, "unsupported_grant_type", "This grant type is not available"));
    }
  }

  private void withPassword(Exchange exchange) {
    Fields body = exchange.json();
    Optional<String> email = body.optionalText("email");
    if (email.isEmpty()) {
      throw new Refusal(
          body.optionalText("phone").isPresent()
              ? AuthProblems.of(400, "phone_provider_disabled", "Phone logins are disabled")
              : AuthProblems.of(400, "validation_failed", "missing email or phone"));
    }
    IssuedSession session =
        check(email.get(), body.text("password"))
            .flatMap(account ->
                sessions
                    .open()
                    .withTokens(OrgId.DEFAULT, account, SignInMethod.PASSWORD, exchange.origin()))
            .orElseThrow(() ->
                new Refusal(
                    AuthProblems.of(400, "invalid_credentials", "Invalid login credentials")));
    exchange.json(200, userJson.session(session));
  }

  private Optional<Account> check(String email, String typed) {
    Email address;
    Password password;
    try {
      address = new Email(email);
      password = Password.of(typed);
    } catch (IllegalArgumentException nobodyHasThese) {
      return Optional.empty();
    }
    try (password) {
      return checkPassword.check(OrgId.DEFAULT, address, password);
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
