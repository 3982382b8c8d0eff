package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.ApiClient;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.identity.TotpSecret;
import com.optalocal.accounts.domain.identity.WebAuthnAnswer;
import com.optalocal.accounts.domain.identity.crypto.Totp;
import java.math.BigInteger;
import tools.jackson.databind.node.ObjectNode;

/// What somebody's authenticator app does, and how their program asks and answers.
public final class Prover {
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private final MovableClock clock;
  private final ApiClient api;

  public Prover(PortalFixture portal, ApiClient api) {
    this.clock = portal.clock();
    this.api = api;
  }

  /// A factor of type `totp` that counts; the client has the session at the second level.
  public ObjectNode enrollVerified(String name) {
    ObjectNode factor = enroll(name);
    api.as(verify(factor, code(factor)).json());
    return factor;
  }

  public ObjectNode enroll(String name) {
    return api.post(
            "/auth/v1/factors", Json.object().put("factor_type", "totp").put("friendly_name", name))
        .json();
  }

  public ObjectNode challenge(ObjectNode factor) {
    return api.post("/auth/v1/factors/" + id(factor) + "/challenge", Json.object()).json();
  }

  /// Asks for a challenge and answers it.
  public ApiClient.Answer verify(ObjectNode factor, String code) {
    return answer(factor, challenge(factor).path("id").asString(), code);
  }

  public ApiClient.Answer answer(ObjectNode factor, String challenge, String code) {
    return api.post(
        "/auth/v1/factors/" + id(factor) + "/verify",
        Json.object().put("challenge_id", challenge).put("code", code));
  }

  /// What the app shows now.
  public String code(ObjectNode factor) {
    String text = factor.at("/totp/secret").asString();
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      number = number.shiftLeft(5).add(BigInteger.valueOf(BASE_32.indexOf(text.charAt(i))));
    }
    byte[] signed = number.toByteArray();
    byte[] bytes = new byte[TotpSecret.BYTES];
    int length = Math.min(bytes.length, signed.length);
    System.arraycopy(signed, signed.length - length, bytes, bytes.length - length, length);
    return Totp.code(new TotpSecret(new SecretBytes(bytes)), clock.instant().getEpochSecond() / 30);
  }

  static String id(ObjectNode factor) {
    return factor.path("id").asString();
  }

  static ObjectNode json(WebAuthnAnswer.Attestation answer) {
    ObjectNode json = credential(answer);
    json.putObject("response")
        .put("clientDataJSON", answer.clientData().toBase64Url())
        .put("attestationObject", answer.attestationObject().toBase64Url());
    return json;
  }

  static ObjectNode json(WebAuthnAnswer.Assertion answer) {
    ObjectNode json = credential(answer);
    ObjectNode response =
        json.putObject("response")
            .put("clientDataJSON", answer.clientData().toBase64Url())
            .put("authenticatorData", answer.authenticatorData().toBase64Url())
            .put("signature", answer.signature().toBase64Url());
    answer.userHandle().ifPresent(handle -> response.put("userHandle", handle.toBase64Url()));
    return json;
  }

  private static ObjectNode credential(WebAuthnAnswer answer) {
    return Json.object()
        .put("id", answer.credentialId().toBase64Url())
        .put("rawId", answer.credentialId().toBase64Url())
        .put("type", "public-key");
  }
}
