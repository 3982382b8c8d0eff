package com.optalocal.accounts.adapters.http.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.PortalConfig;
import com.optalocal.accounts.application.session.AccessTokens;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.optalocal.accounts.domain.session.Session;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/// Access tokens as ES256 JWTs. Reading is stricter than RFC 7519 asks: compact form in canonical
/// base64url, a header of exactly `alg`, `kid` and `typ`, no member twice, no leeway but five
/// seconds on `iat`. Keys that a token brings along are never looked at. Thread-safe.
///
/// A token that verifies says nothing about whether its session still lives.
public final class NimbusAccessTokens implements AccessTokens {
  private static final Pattern COMPACT =
      Pattern.compile("([A-Za-z0-9_-]{1,512})\\.([A-Za-z0-9_-]{1,4096})\\.([A-Za-z0-9_-]{86})");

  private final ECKey key;
  private final JWSHeader header;
  private final ECDSASigner signer;
  private final ECDSAVerifier verifier;
  private final AccessTokenClaims claims;

  public NimbusAccessTokens(EcSigningKeyFile file, PortalUrl publicUrl) {
    this(file.key(), PortalConfig.issuer(publicUrl));
  }

  NimbusAccessTokens(ECKey key, String issuer) {
    this.key = key;
    this.header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    this.claims = new AccessTokenClaims(issuer);
    try {
      this.signer = new ECDSASigner(key);
      this.verifier = new ECDSAVerifier(key.toPublicJWK());
    } catch (JOSEException e) {
      throw new IllegalStateException("every JDK has ES256", e);
    }
  }

  @Override
  public BearerSecret issue(Account account, Session session, Instant now) {
    Base64URL payload = Base64URL.encode(Json.write(claims.write(account, session, now)));
    String signed = header.toBase64URL() + "." + payload;
    try {
      Base64URL signature = signer.sign(header, signed.getBytes(StandardCharsets.US_ASCII));
      return BearerSecret.presented(signed + "." + signature);
    } catch (JOSEException e) {
      throw new IllegalStateException("an access token cannot be signed", e);
    }
  }

  @Override
  public Optional<Claims> verify(BearerSecret token, Instant now) {
    Matcher parts = COMPACT.matcher(token.reveal());
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      if (!isOurHeader(json(parts.group(1))) || !isSigned(parts)) {
        return Optional.empty();
      }
      return claims.read(json(parts.group(2)), now);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /// The public half, as `/.well-known/jwks.json` serves it.
  ObjectNode publicKeySet() {
    ObjectNode set = Json.object();
    set.putArray("keys")
        .addObject()
        .put("kty", "EC")
        .put("crv", key.getCurve().getName())
        .put("x", key.getX().toString())
        .put("y", key.getY().toString())
        .put("alg", "ES256")
        .put("use", "sig")
        .put("kid", key.getKeyID())
        .putArray("key_ops")
        .add("verify");
    return set;
  }

  private boolean isOurHeader(ObjectNode presented) {
    return presented.size() == 3
        && presented.path("alg").asString("").equals("ES256")
        && presented.path("typ").asString("").equals("JWT")
        && presented.path("kid").isString()
        && presented.path("kid").stringValue().equals(key.getKeyID());
  }

  private boolean isSigned(Matcher parts) {
    String signature = parts.group(3);
    ByteString.fromBase64Url(signature); // one spelling only: tokens are cached and logged by hash
    byte[] signed = (parts.group(1) + "." + parts.group(2)).getBytes(StandardCharsets.US_ASCII);
    try {
      return verifier.verify(header, signed, new Base64URL(signature));
    } catch (JOSEException e) {
      return false;
    }
  }

  private static ObjectNode json(String part) {
    return Json.readObject(ByteString.fromBase64Url(part).toByteArray());
  }

  @Override
  public String toString() {
    return "NimbusAccessTokens[redacted]";
  }
}
