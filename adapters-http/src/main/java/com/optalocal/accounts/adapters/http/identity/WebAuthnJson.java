package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.identity.Challenge;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.identity.WebAuthnAnswer;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Questions to authenticators and their answers, in the JSON of Web Authentication Level 3 §5.1.8
/// and §5.1.9.
final class WebAuthnJson {
  private static final String NAME = "Opta Accounts";
  private static final String TYPE = "public-key";
  private final RelyingParty party;

  WebAuthnJson(RelyingParty party) {
    this.party = party;
  }

  /// Asks for a passkey: one that the authenticator keeps and finds by itself, and that it uses for
  /// nobody but its user.
  ObjectNode passkeyCreation(Challenge challenge, User user, List<Passkey> known) {
    ObjectNode options =
        creation(challenge, user, known.stream().map(Passkey::credential).toList());
    options
        .putObject("authenticatorSelection")
        .put("residentKey", "required")
        .put("requireResidentKey", true)
        .put("userVerification", "required");
    return options;
  }

  /// Asks for a security key beside a password.
  ObjectNode factorCreation(Challenge challenge, User user) {
    ObjectNode options = creation(challenge, user, List.of());
    options
        .putObject("authenticatorSelection")
        .put("residentKey", "discouraged")
        .put("requireResidentKey", false)
        .put("userVerification", "preferred");
    return options;
  }

  private ObjectNode creation(Challenge challenge, User user, List<WebAuthnCredential> known) {
    ObjectNode options = Json.object();
    options.putObject("rp").put("id", party.id()).put("name", NAME);
    options
        .putObject("user")
        .put("id", Passkey.handle(user.id()).toBase64Url())
        .put("name", user.address())
        .put("displayName", user.label());
    options
        .put("challenge", challenge.nonce().toBase64Url())
        .put("timeout", Challenge.LIFETIME.toMillis())
        .put("attestation", "none");
    ArrayNode parameters = options.putArray("pubKeyCredParams");
    WebAuthn4j.ALGORITHMS.forEach(
        algorithm -> parameters.addObject().put("type", TYPE).put("alg", algorithm.getValue()));
    putCredentials(options, "excludeCredentials", known);
    return options;
  }

  /// Asks for an answer by one of `known`, or by any passkey if there are none.
  ObjectNode request(Challenge challenge, List<WebAuthnCredential> known, boolean userVerified) {
    ObjectNode options =
        Json.object()
            .put("challenge", challenge.nonce().toBase64Url())
            .put("rpId", party.id())
            .put("timeout", Challenge.LIFETIME.toMillis())
            .put("userVerification", userVerified ? "required" : "preferred");
    putCredentials(options, "allowCredentials", known);
    return options;
  }

  private static void putCredentials(
      ObjectNode options, String name, List<WebAuthnCredential> known) {
    ArrayNode list = options.putArray(name);
    known.forEach(
        credential -> list.addObject().put("type", TYPE).put("id", credential.id().toBase64Url()));
  }

  /// @throws IllegalArgumentException if it is no answer to a registration
  static WebAuthnAnswer.Attestation attestation(Fields credential) {
    Fields response = response(credential);
    return new WebAuthnAnswer.Attestation(
        ByteString.fromBase64Url(credential.text("id")),
        ByteString.fromBase64Url(response.text("clientDataJSON")),
        ByteString.fromBase64Url(response.text("attestationObject")));
  }

  /// @throws IllegalArgumentException if it is no answer to a sign-in
  static WebAuthnAnswer.Assertion assertion(Fields credential) {
    Fields response = response(credential);
    Optional<String> handle = response.optionalText("userHandle").filter(text -> !text.isEmpty());
    return new WebAuthnAnswer.Assertion(
        ByteString.fromBase64Url(credential.text("id")),
        ByteString.fromBase64Url(response.text("clientDataJSON")),
        ByteString.fromBase64Url(response.text("authenticatorData")),
        ByteString.fromBase64Url(response.text("signature")),
        handle.map(ByteString::fromBase64Url));
  }

  private static Fields response(Fields credential) {
    if (!credential.text("type").equals(TYPE)) {
      throw new IllegalArgumentException("no public-key credential");
    }
    return credential
        .optionalObject("response")
        .orElseThrow(() -> new IllegalArgumentException("a credential lacks its response"));
  }
}
