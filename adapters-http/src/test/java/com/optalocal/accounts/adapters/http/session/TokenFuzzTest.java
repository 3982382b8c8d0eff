package com.optalocal.accounts.adapters.http.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.MalformedJson;
import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.Fuzz;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.session.OpenedSessions;
import com.optalocal.accounts.domain.session.SessionId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Access tokens as anybody may present them, and sessions as a portal may answer them, under
/// [Fuzz].
class TokenFuzzTest {
  private static final String ISSUER = "https://accounts.example.com/auth/v1";
  private static final Instant NOW = MovableClock.START;
  private static final SessionId SESSION = SessionId.generate(new SeededRandom(9));
  private final NimbusAccessTokens tokens = new NimbusAccessTokens(key(), ISSUER);
  private final AccessTokenClaims claims = new AccessTokenClaims(ISSUER);

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void access_tokens() {
    String genuine =
        tokens.issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, SESSION), NOW).reveal();
    Fuzz.text(
        "access-token",
        IllegalArgumentException.class,
        text -> {
          boolean verified = tokens.verify(BearerSecret.presented(text), NOW).isPresent();
          if (verified && !text.equals(genuine)) {
            throw new AssertionError("a token that nobody issued");
          }
          return text;
        },
        genuine);
  }

  /// Behind the signature, which no input would pass.
  @Test
  void claims() {
    byte[] written =
        Json.write(
            claims.write(Account.of(People.ANA), OpenedSessions.of(People.ANA, SESSION), NOW));
    Fuzz.bytes(
        "access-token-claims",
        IllegalArgumentException.class,
        bytes -> {
          claims
              .read(Json.readObject(bytes), NOW)
              .ifPresent(read -> {
                if (!NOW.isBefore(read.expiresAt())) {
                  throw new AssertionError("a token that is over");
                }
              });
          return bytes;
        },
        written);
  }

  @Test
  void sessions() {
    byte[] answer =
        JsonText.write(
            JsonValue.fields()
                .put(
                    "access_token",
                    tokens
                        .issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, SESSION), NOW)
                        .reveal())
                .put("refresh_token", "opta_ref_AAAA")
                .put("token_type", "bearer")
                .put("expires_in", 3600)
                .put(
                    "user",
                    JsonValue.fields()
                        .put("id", People.ANA.id().value())
                        .put("email", "ana@example.com")
                        .put("created_at", "2026-03-04T09:41:03Z")
                        .put("user_metadata", JsonValue.fields().put("name", "Ana").build())
                        .build())
                .build());
    Fuzz.bytes(
        "session-answer",
        PortalUnreachable.class,
        bytes -> {
          try {
            var _ = SessionJson.read(JsonText.readFields(bytes), NOW);
          } catch (MalformedJson notJson) {
            throw PortalLink.notUnderstood();
          }
          return bytes;
        },
        answer);
  }
}
