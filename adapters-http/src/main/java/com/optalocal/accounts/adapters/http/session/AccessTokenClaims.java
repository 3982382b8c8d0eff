package com.optalocal.accounts.adapters.http.session;

import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.application.session.AccessTokens;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.session.Session;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The claims set of an access token, in the names of the Supabase Auth contract.
final class AccessTokenClaims {
  static final String AUDIENCE = "authenticated";
  static final String ROLE = "authenticated";
  private static final Duration IAT_LEEWAY = Duration.ofSeconds(5);
  private static final double MAX_SECONDS = 1e11;

  /// Every `sub` that this portal issues is one.
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final String issuer;

  AccessTokenClaims(String issuer) {
    this.issuer = issuer;
  }

  ObjectNode write(Account account, Session session, Instant now) {
    User user = account.user();
    ObjectNode claims =
        Json.object()
            .put("iss", issuer)
            .put("sub", user.id().value())
            .put("aud", AUDIENCE)
            .put("exp", now.plus(AccessTokens.LIFETIME).getEpochSecond())
            .put("iat", now.getEpochSecond())
            .put("email", user.email().map(Email::value).orElse(""))
            .put("phone", user.phone().map(Phone::value).orElse(""))
            .put("role", ROLE)
            .put("aal", session.aal().code())
            .put("session_id", session.id().value())
            .put("is_anonymous", account.standing().guest());
    claims.set("app_metadata", MetadataJson.write(account.appMetadata()));
    claims.set("user_metadata", MetadataJson.write(account.userMetadata()));
    ArrayNode amr = claims.putArray("amr");
    session
        .proofs()
        .reversed()
        .forEach(proof ->
            amr.addObject()
                .put("method", proof.method().code())
                .put("timestamp", proof.at().getEpochSecond()));
    return claims;
  }

  /// What a genuine claims set says, if it is for this portal and `now`.
  Optional<AccessTokens.Claims> read(ObjectNode claims, Instant now) {
    Optional<Instant> expires = time(claims.path("exp"));
    Optional<Instant> issued = time(claims.path("iat"));
    boolean genuine =
        text(claims, "iss").equals(issuer)
            && isForUs(claims.path("aud"))
            && text(claims, "role").equals(ROLE)
            && UUID.matcher(text(claims, "sub")).matches()
            && expires.filter(now::isBefore).isPresent()
            && issued.filter(at -> !at.isAfter(now.plus(IAT_LEEWAY))).isPresent()
            && isBegun(claims.path("nbf"), now);
    if (!genuine) {
      return Optional.empty();
    }
    return Optional.of(
        new AccessTokens.Claims(
            new UserId(text(claims, "sub")),
            new SessionId(text(claims, "session_id")),
            issued.orElseThrow(),
            expires.orElseThrow()));
  }

  private static boolean isForUs(JsonNode audience) {
    if (!audience.isArray()) {
      return audience.isString() && audience.stringValue().equals(AUDIENCE);
    }
    boolean named = false;
    for (JsonNode one : audience) {
      if (!one.isString()) {
        return false;
      }
      named |= one.stringValue().equals(AUDIENCE);
    }
    return named;
  }

  private static boolean isBegun(JsonNode notBefore, Instant now) {
    return notBefore.isMissingNode() || time(notBefore).filter(at -> !at.isAfter(now)).isPresent();
  }

  /// A NumericDate (RFC 7519 §2) of this millennium or the next.
  private static Optional<Instant> time(JsonNode node) {
    if (!node.isNumber()) {
      return Optional.empty();
    }
    double seconds = node.doubleValue();
    return seconds > 0 && seconds < MAX_SECONDS
        ? Optional.of(Instant.ofEpochMilli((long) (seconds * 1000)))
        : Optional.empty();
  }

  private static String text(ObjectNode claims, String name) {
    JsonNode node = claims.path(name);
    return node.isString() ? node.stringValue() : "";
  }
}
