package com.optalocal.accounts.adapters.http.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.optalocal.accounts.application.identity.SignInProviders.Answer;
import com.optalocal.accounts.application.identity.SignInProviders.Destination;
import com.optalocal.accounts.application.identity.SignInProviders.Fault;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.ProviderSecrets;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One OpenID Connect provider, found by discovery, with the Nimbus OAuth 2.0 SDK.
final class OidcProvider {
  private static final Duration APPLE_SECRET_LASTS = Duration.ofMinutes(5);
  private static final int MAX_KEYS = 100;

  private final ProviderSettings settings;
  private final URI callback;
  private final ProviderHttp http;
  private final InstantSource clock;
  private final ClientID client;
  private final KeptDocument<OIDCProviderMetadata> metadata;
  private final IdTokenVerifier idTokens;

  OidcProvider(ProviderSettings settings, URI callback, ProviderHttp http, InstantSource clock) {
    this.settings = settings;
    this.callback = callback;
    this.http = http;
    this.clock = clock;
    client = new ClientID(settings.clientId());
    metadata = new KeptDocument<>(this::discover, clock);
    idTokens =
        new IdTokenVerifier(
            settings.issuer().toString(),
            settings.clientId(),
            new KeptDocument<>(this::fetchKeys, clock),
            clock);
  }

  ProviderSettings settings() {
    return settings;
  }

  private OIDCProviderMetadata discover() throws IOException {
    String issuer = settings.issuer().toString();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    String document = http.get(URI.create(base + "/.well-known/openid-configuration"));
    try {
      OIDCProviderMetadata found = OIDCProviderMetadata.parse(document);
      // OpenID Connect Discovery §4.3: otherwise one provider could speak for another
      if (!issuer.equals(found.getIssuer().getValue())) {
        throw new IOException("a discovery document is of another issuer");
      }
      ProviderHttp.requireReachable(found.getAuthorizationEndpointURI());
      ProviderHttp.requireReachable(found.getTokenEndpointURI());
      ProviderHttp.requireReachable(found.getJWKSetURI());
      return found;
    } catch (ParseException | IllegalArgumentException | NullPointerException e) {
      throw new IOException("a discovery document cannot be used");
    }
  }

  private JWKSet fetchKeys() throws IOException {
    OIDCProviderMetadata known =
        metadata.get().orElseThrow(() -> new IOException("discovery has failed"));
    try {
      JWKSet keys = JWKSet.parse(http.get(known.getJWKSetURI()));
      if (keys.size() > MAX_KEYS) {
        throw new IOException("a provider publishes more keys than it can sensibly have");
      }
      return keys;
    } catch (java.text.ParseException e) {
      throw new IOException("a key set cannot be read");
    }
  }

  Optional<Destination> destination(List<String> scopes, ProviderSecrets secrets) {
    return metadata
        .get()
        .map(known -> {
          Scope scope = new Scope(settings.scopes().toArray(String[]::new));
          scopes.forEach(scope::add);
          AuthenticationRequest.Builder request =
              new AuthenticationRequest.Builder(
                      new ResponseType(ResponseType.Value.CODE), scope, client, callback)
                  .endpointURI(known.getAuthorizationEndpointURI())
                  .state(new State(secrets.state().reveal()))
                  .nonce(new Nonce(secrets.nonce()))
                  .codeChallenge(
                      new CodeVerifier(secrets.verifier().reveal()), CodeChallengeMethod.S256);
          if (settings.formPost()) {
            request.responseMode(ResponseMode.FORM_POST);
          }
          return new Destination(request.build().toURI().toString());
        });
  }

  Answer redeem(BearerSecret code, Optional<String> issuer, ProviderSecrets secrets) {
    Optional<OIDCProviderMetadata> known = metadata.get();
    if (known.isEmpty()) {
      return new Answer.Unavailable();
    }
    // RFC 9207 §2.4: an answer of another issuer, or of one that always says so and does not
    boolean mixedUp =
        issuer
            .map(said -> !said.equals(settings.issuer().toString()))
            .orElse(known.get().supportsAuthorizationResponseIssuerParam());
    if (mixedUp) {
      return new Answer.Refused(Fault.NOT_GENUINE);
    }
    try {
      return redeem(known.get(), code, secrets);
    } catch (IdTokenVerifier.Refused refused) {
      return new Answer.Refused(refused.fault());
    } catch (IOException | ParseException e) {
      return new Answer.Unavailable();
    }
  }

  private Answer redeem(OIDCProviderMetadata known, BearerSecret code, ProviderSecrets secrets)
      throws IOException, ParseException, IdTokenVerifier.Refused {
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code.reveal()),
            callback,
            new CodeVerifier(secrets.verifier().reveal()));
    URI endpoint = known.getTokenEndpointURI();
    Optional<ClientAuthentication> proof = authentication(known);
    TokenRequest request =
        proof.isPresent()
            ? new TokenRequest.Builder(endpoint, proof.get(), grant).build()
            : new TokenRequest.Builder(endpoint, client, grant).build();
    HTTPResponse answer = request.toHTTPRequest().send(http);
    TokenResponse response = OIDCTokenResponseParser.parse(answer);
    if (!response.indicatesSuccess()) {
      return OAuth2Error.INVALID_GRANT.equals(response.toErrorResponse().getErrorObject())
          ? new Answer.Refused(Fault.NOT_GENUINE)
          : new Answer.Unavailable();
    }
    OIDCTokenResponse tokens = (OIDCTokenResponse) response.toSuccessResponse();
    JWTClaimsSet claims =
        idTokens.verify(tokens.getOIDCTokens().getIDTokenString(), Optional.of(secrets.nonce()));
    return new Answer.Vouched(
        VouchedClaims.read(
            settings, complete(known, claims, tokens.getOIDCTokens().getAccessToken())));
  }

  /// The claims of the ID token; where it tells no address, with those of the user info endpoint.
  private Map<String, Object> complete(
      OIDCProviderMetadata known, JWTClaimsSet claims, AccessToken token) throws IOException {
    URI endpoint = known.getUserInfoEndpointURI();
    if (claims.getClaim("email") != null || endpoint == null) {
      return claims.getClaims();
    }
    try {
      UserInfoResponse response =
          UserInfoResponse.parse(new UserInfoRequest(endpoint, token).toHTTPRequest().send(http));
      if (response.indicatesSuccess() && response.toSuccessResponse().getUserInfo() != null) {
        JWTClaimsSet more = response.toSuccessResponse().getUserInfo().toJWTClaimsSet();
        // OpenID Connect Core §5.3.2: otherwise it may tell of somebody else
        if (claims.getSubject().equals(more.getSubject())) {
          Map<String, Object> all = new HashMap<>(more.getClaims());
          all.putAll(claims.getClaims());
          return all;
        }
      }
    } catch (ParseException e) {
      // the ID token suffices
    }
    return claims.getClaims();
  }

  Answer read(BearerSecret idToken, Optional<String> nonce) {
    if (metadata.get().isEmpty()) {
      return new Answer.Unavailable();
    }
    try {
      return new Answer.Vouched(
          VouchedClaims.read(settings, idTokens.verify(idToken.reveal(), nonce).getClaims()));
    } catch (IdTokenVerifier.Refused refused) {
      return new Answer.Refused(refused.fault());
    }
  }

  private Optional<ClientAuthentication> authentication(OIDCProviderMetadata known)
      throws IOException {
    return switch (settings.key()) {
      case ProviderSettings.ClientKey.None() -> Optional.empty();
      case ProviderSettings.ClientKey.Shared shared -> {
        Secret value = new Secret(shared.secret().reveal());
        List<ClientAuthenticationMethod> ways = known.getTokenEndpointAuthMethods();
        boolean basic =
            ways == null || ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        yield Optional.of(
            basic ? new ClientSecretBasic(client, value) : new ClientSecretPost(client, value));
      }
      case ProviderSettings.ClientKey.Signed signed ->
          Optional.of(
              new ClientSecretPost(
                  client,
                  new Secret(
                      signed
                          .pem()
                          .use(bytes ->
                              appleSecret(
                                  signed.team(),
                                  signed.id(),
                                  new String(bytes, StandardCharsets.US_ASCII))))));
    };
  }

  private String appleSecret(String team, String id, String pem) {
    Instant now = clock.instant();
    try {
      String encoded = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
      PKCS8EncodedKeySpec pkcs8 = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded));
      ECPrivateKey key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(pkcs8);
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(id).build(),
              new JWTClaimsSet.Builder()
                  .issuer(team)
                  .subject(settings.clientId())
                  .audience(settings.issuer().toString())
                  .issueTime(Date.from(now))
                  .expirationTime(Date.from(now.plus(APPLE_SECRET_LASTS)))
                  .build());
      jwt.sign(new ECDSASigner(key));
      return jwt.serialize();
    } catch (JOSEException
        | GeneralSecurityException
        | ClassCastException
        | IllegalArgumentException e) {
      // the cause would quote the key
      throw new IllegalStateException("the provider's key file holds no P-256 key");
    }
  }
}
