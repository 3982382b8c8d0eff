package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalUseCases;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.adapters.http.session.UserJson;
import com.optalocal.accounts.application.session.factor.ChallengeFactor;
import com.optalocal.accounts.application.session.factor.EnrollFactor;
import com.optalocal.accounts.application.session.factor.FactorProof;
import com.optalocal.accounts.application.session.factor.MakeRecoveryCodes;
import com.optalocal.accounts.application.session.factor.RemoveFactor;
import com.optalocal.accounts.application.session.factor.VerifyFactor;
import com.optalocal.accounts.domain.SingleLine;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.ChallengeId;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.FactorName;
import com.optalocal.accounts.domain.identity.RecoveryCode;
import com.optalocal.accounts.domain.identity.TotpSecret;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;
import com.optalocal.accounts.domain.identity.crypto.Totp;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Second factors in the Supabase Auth contract: enroll, challenge, verify, unenroll; and recovery
/// codes, which are ours.
public final class FactorRoutes {
  private final PortalUseCases.Factors factors;
  private final UserJson userJson;
  private final WebAuthnJson webAuthn;
  private final String issuer;

  /// @param issuer what an authenticator app calls this portal
  public FactorRoutes(
      PortalUseCases.Factors factors, UserJson userJson, RelyingParty party, String issuer) {
    this.factors = factors;
    this.userJson = userJson;
    this.webAuthn = new WebAuthnJson(party);
    this.issuer = issuer;
  }

  public List<Route> routes() {
    Access own = Access.signedIn(BuiltInPolicy.SESSIONS_WRITE);
    return List.of(
        Route.auth(Route.Method.POST, "/factors", own, this::enroll),
        Route.auth(Route.Method.POST, "/factors/recovery-codes", own, this::makeRecoveryCodes),
        Route.auth(Route.Method.POST, "/factors/{factor}/challenge", own, this::challenge),
        Route.auth(Route.Method.POST, "/factors/{factor}/verify", own, this::verify),
        Route.auth(Route.Method.DELETE, "/factors/{factor}", own, this::unenroll));
  }

  private void enroll(Exchange exchange) {
    Fields body = exchange.json();
    Optional<FactorName> name = name(body.optionalText("friendly_name"));
    EnrollFactor.Outcome outcome =
        switch (body.optionalText("factor_type").orElse("")) {
          case "totp" -> factors.enroll().authenticatorApp(exchange.actor(), name);
          case "webauthn" -> factors.enroll().securityKey(exchange.actor(), name);
          case "phone" ->
              throw FactorProblems.refusal(
                  422, "mfa_phone_enroll_not_enabled", "MFA enroll is disabled for Phone");
          default ->
              throw FactorProblems.invalid("factor_type needs to be totp, phone, or webauthn");
        };
    switch (outcome) {
      case EnrollFactor.Outcome.AuthenticatorApp(var factor, var secret) -> {
        String shownIssuer =
            body.optionalText("issuer")
                .filter(text -> !text.isBlank())
                .map(text -> SingleLine.require(text, 64, "issuer"))
                .orElse(issuer);
        ObjectNode json = enrolled(factor);
        json.set("totp", totp(shownIssuer, exchange.actor().user(), secret));
        exchange.json(200, json);
      }
      case EnrollFactor.Outcome.SecurityKey(var factor) -> exchange.json(200, enrolled(factor));
      case EnrollFactor.Outcome.TooMany() ->
          throw FactorProblems.refusal(
              422,
              "too_many_enrolled_mfa_factors",
              "Maximum number of enrolled factors reached, unenroll to continue");
      case EnrollFactor.Outcome.NeedsSecondFactor() ->
          throw FactorProblems.insufficientAal("AAL2 required to enroll a new factor");
      case EnrollFactor.Outcome.NameTaken() ->
          throw FactorProblems.refusal(
              422,
              "mfa_factor_name_conflict",
              "A factor with this friendly name for this user already exists");
    }
  }

  private static ObjectNode enrolled(Factor factor) {
    ObjectNode json =
        Json.object().put("id", factor.id().value()).put("type", factor.means().code());
    factor.name().ifPresent(name -> json.put("friendly_name", name.value()));
    return json;
  }

  /// The one time that the secret leaves the portal.
  private static ObjectNode totp(String issuer, User user, TotpSecret secret) {
    try (secret) {
      String shown = secret.reveal();
      String uri =
          "otpauth://totp/"
              + encode(issuer)
              + ":"
              + encode(user.address())
              + "?algorithm=SHA1&digits="
              + Totp.DIGITS
              + "&issuer="
              + encode(issuer)
              + "&period="
              + Totp.STEP_SECONDS
              + "&secret="
              + shown;
      return Json.object().put("qr_code", QrCode.svg(uri)).put("secret", shown).put("uri", uri);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// What is asked follows from the factor; what a client sends with it is not needed.
  private void challenge(Exchange exchange) {
    FactorId id = FactorProblems.id(exchange.pathParameter("factor"), FactorId::new, "factor_id");
    switch (factors.challenge().ask(exchange.actor(), id, exchange.clientAddress())) {
      case ChallengeFactor.Outcome.Asked(var challenge, var factor) ->
          exchange.json(200, asked(challenge, factor, exchange.actor().user()));
      case ChallengeFactor.Outcome.NoSuchFactor() -> throw FactorProblems.noSuchFactor();
      case ChallengeFactor.Outcome.TooManyTries() -> throw FactorProblems.tooManyTries();
    }
  }

  private ObjectNode asked(Challenge challenge, Factor factor, User user) {
    ObjectNode json =
        Json.object()
            .put("id", challenge.id().value())
            .put("type", factor.means().code())
            .put("expires_at", challenge.expiresAt().getEpochSecond());
    if (factor.means() instanceof Factor.Means.SecurityKey(var credential)) {
      json.putObject("webauthn")
          .put("type", credential.isPresent() ? "request" : "create")
          .putObject("credential_options")
          .set("publicKey", publicKey(challenge, credential, user));
    }
    return json;
  }

  private ObjectNode publicKey(
      Challenge challenge, Optional<WebAuthnCredential> credential, User user) {
    return credential
        .map(known -> webAuthn.request(challenge, List.of(known), false))
        .orElseGet(() -> webAuthn.factorCreation(challenge, user));
  }

  private void verify(Exchange exchange) {
    FactorId id = FactorProblems.id(exchange.pathParameter("factor"), FactorId::new, "factor_id");
    Fields body = exchange.json();
    ChallengeId challenge =
        FactorProblems.id(body.text("challenge_id"), ChallengeId::new, "challenge_id");
    VerifyFactor.Answer answer =
        new VerifyFactor.Answer(id, challenge, exchange.clientAddress(), proof(body));
    switch (factors.verify().verify(exchange.actor(), answer)) {
      case VerifyFactor.Outcome.Verified(var session) ->
          exchange.json(200, userJson.session(session.orElseThrow(FactorProblems::sessionOver)));
      case VerifyFactor.Outcome.NoSuchFactor() -> throw FactorProblems.noSuchFactor();
      case VerifyFactor.Outcome.NoSuchChallenge() ->
          throw FactorProblems.refusal(
              422, "mfa_factor_not_found", "MFA factor with the provided challenge ID not found");
      case VerifyFactor.Outcome.ChallengeOver() ->
          throw FactorProblems.refusal(
              422,
              "mfa_challenge_expired",
              "MFA challenge has expired, verify against another challenge or create a new"
                  + " challenge.");
      case VerifyFactor.Outcome.OtherAddress() ->
          throw FactorProblems.refusal(
              422, "mfa_ip_address_mismatch", "Challenge and verify IP addresses mismatch.");
      case VerifyFactor.Outcome.TooManyTries() -> throw FactorProblems.tooManyTries();
      case VerifyFactor.Outcome.NeedsSecondFactor() ->
          throw FactorProblems.insufficientAal("AAL2 required to verify a new factor");
      case VerifyFactor.Outcome.Wrong() -> throw wrong(answer.proof());
      case VerifyFactor.Outcome.SessionOver() -> throw FactorProblems.sessionOver();
    }
  }

  private static Refusal wrong(FactorProof proof) {
    return switch (proof) {
      case FactorProof.Code(var typed) ->
          FactorProblems.refusal(422, "mfa_verification_failed", "Invalid TOTP code entered");
      case FactorProof.Recovery(var typed) ->
          FactorProblems.refusal(422, "mfa_verification_failed", "Invalid recovery code entered");
      case FactorProof.Authenticator(var answer) ->
          FactorProblems.refusal(
              400, "webauthn_verification_failed", "Credential verification failed");
    };
  }

  private static FactorProof proof(Fields body) {
    Optional<Fields> webauthn = body.optionalObject("webauthn");
    if (webauthn.isEmpty()) {
      return body.optionalText("type").equals(Optional.of("recovery_code"))
          ? new FactorProof.Recovery(body.text("code"))
          : new FactorProof.Code(body.text("code"));
    }
    Fields credential =
        webauthn
            .get()
            .optionalObject("credential_response")
            .orElseThrow(() -> FactorProblems.invalid("credential_response required"));
    return new FactorProof.Authenticator(
        switch (webauthn.get().text("type")) {
          case "create" -> WebAuthnJson.attestation(credential);
          case "request" -> WebAuthnJson.assertion(credential);
          default -> throw FactorProblems.invalid("type must be create or request");
        });
  }

  private void unenroll(Exchange exchange) {
    FactorId id = FactorProblems.id(exchange.pathParameter("factor"), FactorId::new, "factor_id");
    switch (factors.remove().remove(exchange.actor(), id)) {
      case RemoveFactor.Outcome.Removed(var factor) ->
          exchange.json(200, Json.object().put("id", factor.id().value()));
      case RemoveFactor.Outcome.NoSuchFactor() -> throw FactorProblems.noSuchFactor();
      case RemoveFactor.Outcome.NeedsSecondFactor() ->
          throw FactorProblems.insufficientAal("AAL2 required to unenroll verified factor");
    }
  }

  private void makeRecoveryCodes(Exchange exchange) {
    switch (factors.recoveryCodes().make(exchange.actor())) {
      case MakeRecoveryCodes.Outcome.Made(var codes) -> {
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("codes");
        for (RecoveryCode code : codes) {
          try (code) {
            list.add(code.reveal());
          }
        }
        exchange.json(200, json);
      }
      case MakeRecoveryCodes.Outcome.NeedsSecondFactor() ->
          throw FactorProblems.insufficientAal("AAL2 required to make recovery codes");
    }
  }

  /// An empty name is none.
  static Optional<FactorName> name(Optional<String> text) {
    return text.filter(name -> !name.isBlank()).map(FactorName::new);
  }
}
