package com.optalocal.accounts.adapters.http.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.application.session.AccessTokens;
import com.optalocal.accounts.application.session.AccessTokensContract;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.SharedVectors;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.session.OpenedSessions;
import com.optalocal.accounts.domain.session.SessionId;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class NimbusAccessTokensTest extends AccessTokensContract {
  private static final String ISSUER = "https://accounts.example.com/auth/v1";
  private static final Instant NOW = MovableClock.START;
  private static final SessionId SESSION = SessionId.generate(new SeededRandom(9));
  private final ECKey key = key();
  private final NimbusAccessTokens tokens = new NimbusAccessTokens(key, ISSUER);

  @Override
  protected AccessTokens tokens() {
    return tokens;
  }

  @Test
  void header_and_claims_are_those_of_the_contract() {
    String[] parts =
        tokens
            .issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, SESSION), NOW)
            .reveal()
            .split("\\.", -1);

    assertThat(json(parts[0]))
        .isEqualTo(Json.object().put("kid", key.getKeyID()).put("typ", "JWT").put("alg", "ES256"));
    ObjectNode claims = json(parts[1]);
    assertThat(claims.propertyNames())
        .containsExactlyInAnyOrder(
            "iss",
            "sub",
            "aud",
            "exp",
            "iat",
            "email",
            "phone",
            "app_metadata",
            "user_metadata",
            "role",
            "aal",
            "amr",
            "session_id",
            "is_anonymous");
    assertThat(claims.path("iss").asString()).isEqualTo(ISSUER);
    assertThat(claims.path("sub").asString()).isEqualTo(People.ANA.id().value());
    assertThat(claims.path("email").asString()).isEqualTo("ana@example.com");
    assertThat(claims.at("/user_metadata/name").asString()).isEqualTo("Ana");
    assertThat(claims.at("/amr/0/timestamp").asLong()).isEqualTo(NOW.getEpochSecond());
  }

  @Test
  void a_clock_that_is_five_seconds_behind_is_forgiven() {
    BearerSecret token =
        tokens.issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, SESSION), NOW);

    assertThat(tokens.verify(token, NOW.minusSeconds(5))).isPresent();
    assertThat(tokens.verify(token, NOW.minusSeconds(6))).isEmpty();
  }

  @Test
  void any_changed_character_is_noticed() {
    String token =
        tokens.issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, SESSION), NOW).reveal();

    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.verify(BearerSecret.presented(changed), NOW)).as("at " + i).isEmpty();
    }
    assertThat(tokens.verify(BearerSecret.presented(token), NOW)).isPresent();
  }

  @Test
  void another_portals_token_is_refused() {
    BearerSecret otherKey =
        new NimbusAccessTokens(key(), ISSUER)
            .issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, SESSION), NOW);
    BearerSecret otherIssuer =
        new NimbusAccessTokens(key, ISSUER + "/")
            .issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, SESSION), NOW);

    assertThat(tokens.verify(otherKey, NOW)).isEmpty();
    assertThat(tokens.verify(otherIssuer, NOW)).isEmpty();
  }

  @Test
  void well_signed_claims_that_are_not_ours_are_refused() {
    Map<String, Consumer<ObjectNode>> changes =
        Map.ofEntries(
            Map.entry("no sub", claims -> claims.remove("sub")),
            Map.entry("sub is no uuid", claims -> claims.put("sub", "../../admin")),
            Map.entry("no session", claims -> claims.remove("session_id")),
            Map.entry("session is no uuid", claims -> claims.put("session_id", "x")),
            Map.entry("another audience", claims -> claims.put("aud", "Authenticated")),
            Map.entry("audiences, none ours", claims -> claims.putArray("aud").add("sso")),
            Map.entry("audience of numbers", claims -> claims.putArray("aud").add(1)),
            Map.entry("another role", claims -> claims.put("role", "service_role")),
            Map.entry("no exp", claims -> claims.remove("exp")),
            Map.entry("exp as text", claims -> claims.put("exp", "99999999999")),
            Map.entry("exp far away", claims -> claims.put("exp", 1e300)),
            Map.entry("no iat", claims -> claims.remove("iat")),
            Map.entry("not yet", claims -> claims.put("nbf", NOW.getEpochSecond() + 1)),
            Map.entry("nbf null", claims -> claims.putNull("nbf")));

    changes.forEach((name, change) -> {
      ObjectNode claims =
          json(
              tokens
                  .issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, SESSION), NOW)
                  .reveal()
                  .split("\\.", -1)[1]);
      change.accept(claims);
      assertThat(tokens.verify(signed(header(), claims), NOW)).as(name).isEmpty();
    });
  }

  @Test
  void a_well_signed_header_that_says_more_or_less_is_refused() {
    ObjectNode claims =
        json(
            tokens
                .issue(Account.of(People.ANA), OpenedSessions.of(People.ANA, SESSION), NOW)
                .reveal()
                .split("\\.", -1)[1]);
    assertThat(tokens.verify(signed(header(), claims), NOW)).isPresent();

    JWSHeader.Builder bare = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID());
    assertThat(tokens.verify(signed(bare.build(), claims), NOW)).as("no typ").isEmpty();
    JWSHeader noKid = new JWSHeader.Builder(JWSAlgorithm.ES256).type(header().getType()).build();
    assertThat(tokens.verify(signed(noKid, claims), NOW)).as("no kid").isEmpty();
    JWSHeader withKey = new JWSHeader.Builder(header()).jwk(key.toPublicJWK()).build();
    assertThat(tokens.verify(signed(withKey, claims), NOW)).as("jwk").isEmpty();
    JWSHeader nested = new JWSHeader.Builder(header()).contentType("JWT").build();
    assertThat(tokens.verify(signed(nested, claims), NOW)).as("cty").isEmpty();
  }

  @Test
  void the_shared_attacks_fail_and_the_shared_valid_tokens_pass() throws ParseException {
    JsonNode vectors = SharedVectors.read("jwt-attacks.json");
    ECKey publicKey = ECKey.parse(vectors.at("/profiles/es256/key").toString());
    NimbusAccessTokens reader =
        new NimbusAccessTokens(
            new ECKey.Builder(Curve.P_256, publicKey.getX(), publicKey.getY())
                .keyID(publicKey.getKeyID())
                .d(key.getD())
                .build(),
            vectors.path("issuer").asString());
    Instant now = Instant.ofEpochSecond(vectors.path("now").asLong());
    int cases = 0;
    for (JsonNode one : vectors.path("cases")) {
      String wanted = one.path("recommended").asString(one.path("expect").asString());
      boolean accepted = accepts(reader, one.path("token").asString(), now);
      if (!wanted.equals("either")) {
        assertThat(accepted)
            .as(one.path("id").asString() + " " + one.path("name").asString())
            .isEqualTo(wanted.equals("accept"));
      }
      cases++;
    }
    assertThat(cases).isGreaterThan(100);
  }

  @Test
  void nothing_about_the_key_is_printed() {
    assertThat(tokens.toString()).isEqualTo("NimbusAccessTokens[redacted]");
    assertThat(tokens.publicKeySet().toString()).doesNotContain(key.getD().toString());
  }

  /// Empty and huge texts do not even become a [BearerSecret].
  private static boolean accepts(NimbusAccessTokens reader, String token, Instant now) {
    BearerSecret presented;
    try {
      presented = BearerSecret.presented(token);
    } catch (IllegalArgumentException emptyOrHuge) {
      return false;
    }
    return reader.verify(presented, now).isPresent();
  }

  private JWSHeader header() {
    return new JWSHeader.Builder(JWSAlgorithm.ES256)
        .type(com.nimbusds.jose.JOSEObjectType.JWT)
        .keyID(key.getKeyID())
        .build();
  }

  private BearerSecret signed(JWSHeader header, ObjectNode claims) {
    try {
      JWSObject jws = new JWSObject(header, new Payload(Json.write(claims)));
      jws.sign(new ECDSASigner(key));
      return BearerSecret.presented(jws.serialize());
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode json(String part) {
    return Json.readObject(Base64.getUrlDecoder().decode(part));
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
