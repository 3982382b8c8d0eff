package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.adapters.http.session.UserJson;
import com.optalocal.accounts.application.session.factor.RegisterPasskey;
import com.optalocal.accounts.application.session.factor.SignInWithPasskey;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.FactorName;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.identity.PasskeyId;
import com.optalocal.accounts.domain.identity.WebAuthnAnswer;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// Passkeys in the Supabase Auth contract: two steps to register one, two to sign in with it, and a
/// list of one's own.
public final class PasskeyRoutes {
  private final PortalUseCases.Passkeys passkeys;
  private final UserJson userJson;
  private final WebAuthnJson webAuthn;
  private final boolean enabled;

  public PasskeyRoutes(PortalUseCases.Passkeys passkeys, UserJson userJson, RelyingParty party) {
    this.passkeys = passkeys;
    this.userJson = userJson;
    this.webAuthn = new WebAuthnJson(party);
    this.enabled = party.passkeys();
  }

  public List<Route> routes() {
    Access write = Access.signedIn(BuiltInPolicy.SESSIONS_WRITE);
    return List.of(
        route(Route.Method.POST, "/registration/options", write, this::beginRegistration),
        route(Route.Method.POST, "/registration/verify", write, this::register),
        route(Route.Method.POST, "/authentication/options", Access.OPEN, this::beginSignIn),
        route(Route.Method.POST, "/authentication/verify", Access.OPEN, this::signIn),
        route(Route.Method.GET, "", Access.signedIn(BuiltInPolicy.SESSIONS_READ), this::list),
        route(Route.Method.PATCH, "/{passkey}", write, this::rename),
        route(Route.Method.DELETE, "/{passkey}", write, this::remove));
  }

  private Route route(Route.Method method, String path, Access access, Route.Endpoint endpoint) {
    return Route.auth(
        method,
        "/passkeys" + path,
        access,
        exchange -> {
          if (!enabled) {
            throw FactorProblems.refusal(404, "passkey_disabled", "Passkeys are disabled");
          }
          endpoint.answer(exchange);
        });
  }

  private void beginRegistration(Exchange exchange) {
    RegisterPasskey.Outcome outcome =
        passkeys.register().begin(exchange.actor(), exchange.clientAddress());
    if (!(outcome instanceof RegisterPasskey.Outcome.Begun(var challenge, var known))) {
      throw refusal(outcome);
    }
    exchange.json(
        200, asked(challenge, webAuthn.passkeyCreation(challenge, exchange.actor().user(), known)));
  }

  private void register(Exchange exchange) {
    Fields body = exchange.json();
    ChallengeId challenge = challengeId(body);
    WebAuthnAnswer.Attestation answer = credential(body, WebAuthnJson::attestation);
    RegisterPasskey.Outcome outcome =
        passkeys
            .register()
            .finish(
                exchange.actor(),
                challenge,
                answer,
                FactorRoutes.name(body.optionalText("friendly_name")));
    if (!(outcome instanceof RegisterPasskey.Outcome.Registered(var passkey))) {
      throw refusal(outcome);
    }
    exchange.json(200, FactorJson.passkey(passkey));
  }

  private static Refusal refusal(RegisterPasskey.Outcome outcome) {
    return switch (outcome) {
      case RegisterPasskey.Outcome.TooMany() ->
          FactorProblems.refusal(422, "too_many_passkeys", "Maximum number of passkeys reached");
      case RegisterPasskey.Outcome.NeedsSecondFactor() ->
          FactorProblems.insufficientAal("AAL2 required to manage passkeys");
      case RegisterPasskey.Outcome.NoSuchChallenge() -> noSuchChallenge();
      case RegisterPasskey.Outcome.ChallengeOver() -> challengeOver();
      case RegisterPasskey.Outcome.Refused() -> notGenuine();
      case RegisterPasskey.Outcome.KnownAlready() ->
          FactorProblems.refusal(
              422, "webauthn_credential_exists", "This credential is already registered");
      case RegisterPasskey.Outcome.Begun begun -> throw new IllegalStateException("no refusal");
      case RegisterPasskey.Outcome.Registered registered ->
          throw new IllegalStateException("no refusal");
    };
  }

  private void beginSignIn(Exchange exchange) {
    Challenge challenge = passkeys.signIn().begin(OrgId.DEFAULT, exchange.clientAddress());
    exchange.json(200, asked(challenge, webAuthn.request(challenge, List.of(), true)));
  }

  private void signIn(Exchange exchange) {
    Fields body = exchange.json();
    ChallengeId challenge = challengeId(body);
    WebAuthnAnswer.Assertion answer = credential(body, WebAuthnJson::assertion);
    switch (passkeys.signIn().finish(OrgId.DEFAULT, challenge, answer, exchange.origin())) {
      case SignInWithPasskey.Outcome.SignedIn(var session) ->
          exchange.json(200, userJson.session(session));
      case SignInWithPasskey.Outcome.NoSuchChallenge() -> throw noSuchChallenge();
      case SignInWithPasskey.Outcome.ChallengeOver() -> throw challengeOver();
      case SignInWithPasskey.Outcome.Refused() -> throw notGenuine();
      case SignInWithPasskey.Outcome.Banned() ->
          throw FactorProblems.refusal(403, "user_banned", "User is banned");
    }
  }

  private void list(Exchange exchange) {
    List<Passkey> own = passkeys.keep().list(exchange.actor().org(), exchange.actor().userId());
    exchange.json(200, FactorJson.passkeys(own));
  }

  private void rename(Exchange exchange) {
    PasskeyId id = id(exchange);
    FactorName name = new FactorName(exchange.json().text("friendly_name"));
    exchange.json(
        200,
        FactorJson.passkey(
            passkeys
                .keep()
                .rename(exchange.actor(), id, name)
                .orElseThrow(PasskeyRoutes::noSuchPasskey)));
  }

  private void remove(Exchange exchange) {
    switch (passkeys.keep().remove(exchange.actor(), id(exchange))) {
      case REMOVED -> exchange.noContent();
      case NO_SUCH_PASSKEY -> throw noSuchPasskey();
      case NEEDS_SECOND_FACTOR ->
          throw FactorProblems.insufficientAal("AAL2 required to manage passkeys");
    }
  }

  private static ObjectNode asked(Challenge challenge, ObjectNode options) {
    ObjectNode json = Json.object().put("challenge_id", challenge.id().value());
    json.set("options", options);
    return json.put("expires_at", challenge.expiresAt().getEpochSecond());
  }

  private static ChallengeId challengeId(Fields body) {
    String text =
        body.optionalText("challenge_id")
            .orElseThrow(() -> FactorProblems.invalid("challenge_id is required"));
    try {
      return new ChallengeId(text);
    } catch (IllegalArgumentException malformed) {
      throw FactorProblems.invalid("challenge_id must be a valid UUID");
    }
  }

  private static <T> T credential(Fields body, Function<Fields, T> form) {
    Fields credential =
        body.optionalObject("credential")
            .orElseThrow(() -> FactorProblems.invalid("credential is required"));
    try {
      return form.apply(credential);
    } catch (IllegalArgumentException malformed) {
      throw FactorProblems.refusal(
          400, "webauthn_verification_failed", "Invalid credential response");
    }
  }

  private static PasskeyId id(Exchange exchange) {
    return FactorProblems.id(exchange.pathParameter("passkey"), PasskeyId::new, "passkey_id");
  }

  static Refusal noSuchPasskey() {
    return FactorProblems.refusal(404, "webauthn_credential_not_found", "Passkey not found");
  }

  private static Refusal noSuchChallenge() {
    return FactorProblems.refusal(
        400, "webauthn_challenge_not_found", "Challenge not found or already used");
  }

  private static Refusal challengeOver() {
    return FactorProblems.refusal(400, "webauthn_challenge_expired", "Challenge has expired");
  }

  private static Refusal notGenuine() {
    return FactorProblems.refusal(
        400, "webauthn_verification_failed", "Credential verification failed");
  }
}
