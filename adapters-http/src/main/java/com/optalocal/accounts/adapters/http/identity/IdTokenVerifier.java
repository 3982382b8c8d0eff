package com.optalocal.accounts.adapters.http.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.optalocal.accounts.application.identity.SignInProviders.Fault;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Verifies ID tokens of one issuer for one client (OpenID Connect Core §3.1.3.7): signed with a
/// key that the issuer publishes, never `none` nor a shared secret, whatever the token says of
/// itself.
final class IdTokenVerifier {
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  /// What the clocks of two machines may differ by.
  private static final Duration SKEW = Duration.ofMinutes(1);

  private static final int MAX_SUBJECT = 255;

  private final String issuer;
  private final String clientId;
  private final KeptDocument<JWKSet> keys;
  private final InstantSource clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /// Ends the reading of a token.
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final Fault fault;

    Refused(Fault fault) {
      super(fault.name(), null, false, false);
      this.fault = fault;
    }

    Fault fault() {
      return fault;
    }
  }

  IdTokenVerifier(String issuer, String clientId, KeptDocument<JWKSet> keys, InstantSource clock) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.keys = keys;
    this.clock = clock;
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(ALGORITHMS, (selector, context) -> select(selector)));
    processor.setJWTClaimsSetVerifier((claims, context) -> {
      // by [#requireClaims], with our clock
    });
  }

  /// @param nonce what the token must name; without one, it must name none
  JWTClaimsSet verify(String token, Optional<String> nonce) throws Refused {
    JWTClaimsSet claims;
    try {
      claims = processor.process(token, null);
      requireClaims(claims);
      if (!nonce.equals(Optional.ofNullable(claims.getStringClaim("nonce")))) {
        throw new Refused(Fault.OTHER_NONCE);
      }
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new Refused(Fault.NOT_GENUINE);
    }
    return claims;
  }

  private void requireClaims(JWTClaimsSet claims) throws ParseException, Refused {
    Instant now = clock.instant();
    String subject = claims.getSubject();
    Date issued = claims.getIssueTime();
    Date expires = claims.getExpirationTime();
    Date begins = claims.getNotBeforeTime();
    if (!issuer.equals(claims.getIssuer())
        || subject == null
        || subject.isEmpty()
        || subject.length() > MAX_SUBJECT
        || issued == null
        || issued.toInstant().isAfter(now.plus(SKEW))
        || expires == null
        || !now.isBefore(expires.toInstant().plus(SKEW))
        || (begins != null && begins.toInstant().isAfter(now.plus(SKEW)))) {
      throw new Refused(Fault.NOT_GENUINE);
    }
    List<String> audience = claims.getAudience();
    String party = claims.getStringClaim("azp");
    boolean mine =
        audience.contains(clientId)
            && (party == null ? audience.size() == 1 : party.equals(clientId));
    if (!mine) {
      throw new Refused(Fault.OTHER_AUDIENCE);
    }
  }

  /// A key that nobody knows may be new.
  private List<JWK> select(JWKSelector selector) {
    List<JWK> known = keys.get().map(selector::select).orElse(List.of());
    return known.isEmpty() ? keys.anew().map(selector::select).orElse(List.of()) : known;
  }
}
