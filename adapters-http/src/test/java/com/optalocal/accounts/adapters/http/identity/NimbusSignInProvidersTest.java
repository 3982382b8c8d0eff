package com.optalocal.accounts.adapters.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.TroubledPortal;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.application.identity.SignInProvidersContract;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.ProviderSecrets;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class NimbusSignInProvidersTest extends SignInProvidersContract {
  /// More than a busy machine needs.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final PortalUrl PORTAL = new PortalUrl("https://accounts.example.com");
  private static final ProviderSecrets SECRETS =
      ProviderSecrets.of(BearerSecret.generate(new SeededRandom(81), ""), Optional.empty());
  private static final SignInProviders.Answer NOT_GENUINE =
      new SignInProviders.Answer.Refused(SignInProviders.Fault.NOT_GENUINE);
  private static final SignInProviders.Answer OTHER_AUDIENCE =
      new SignInProviders.Answer.Refused(SignInProviders.Fault.OTHER_AUDIENCE);
  private static final SignInProviders.Answer UNAVAILABLE =
      new SignInProviders.Answer.Unavailable();

  private final MovableClock clock = new MovableClock();
  private final HonestProvider peer = new HonestProvider(clock);
  private final NimbusSignInProviders providers = of(settings(peer.issuer()));

  @AfterEach
  void stop() {
    providers.close();
    peer.close();
  }

  private NimbusSignInProviders of(ProviderSettings settings) {
    return new NimbusSignInProviders(List.of(settings), PORTAL, clock, PATIENCE);
  }

  private static ProviderSettings settings(String issuer) {
    return new ProviderSettings(
        ACME,
        "Acme",
        URI.create(issuer),
        HonestProvider.CLIENT,
        new ProviderSettings.ClientKey.Shared(BearerSecret.presented(HonestProvider.SECRET)),
        List.of("openid", "email"),
        Optional.of("roles"),
        false);
  }

  @Override
  protected SignInProviders providers() {
    return providers;
  }

  @Override
  protected String issuer() {
    return peer.issuer();
  }

  @Override
  protected BearerSecret visit(SignInProviders.Destination destination, String subject) {
    return BearerSecret.presented(peer.visit(destination.url(), subject));
  }

  @Override
  protected BearerSecret idToken(String subject, Optional<String> nonce) {
    return BearerSecret.presented(peer.idToken(subject, nonce));
  }

  private SignInProviders.Answer signIn() {
    return signIn(providers);
  }

  private SignInProviders.Answer signIn(SignInProviders asked) {
    SignInProviders.Destination sent = asked.destination(ACME, List.of(), SECRETS).orElseThrow();
    return asked.redeem(ACME, visit(sent, "ana"), Optional.empty(), SECRETS);
  }

  private SignInProviders.Answer signIn(UnaryOperator<JWTClaimsSet.Builder> lie) {
    peer.claim(lie);
    return signIn();
  }

  private VouchedIdentity vouched() {
    return ((SignInProviders.Answer.Vouched) signIn()).identity();
  }

  @Test
  void a_browser_is_sent_with_everything_that_protects_the_answer() {
    SignInProviders.Destination sent =
        providers.destination(ACME, List.of("repo"), SECRETS).orElseThrow();

    Form query = Form.parse(URI.create(sent.url()).getRawQuery());
    assertThat(query.get("scope")).isEqualTo("openid email repo");
    assertThat(query.get("redirect_uri"))
        .isEqualTo("https://accounts.example.com/auth/v1/callback");
    assertThat(query.get("state")).isEqualTo(SECRETS.state().reveal());
    assertThat(query.get("nonce")).isEqualTo(SECRETS.nonce());
    assertThat(query.get("code_challenge")).isEqualTo(SECRETS.verifier().hash().toString());
    assertThat(sent.url()).doesNotContain(SECRETS.verifier().reveal());
  }

  @Test
  void an_id_token_for_another_client_is_refused() {
    assertThat(signIn(claims -> claims.audience("another-app"))).isEqualTo(OTHER_AUDIENCE);
    assertThat(signIn(claims -> claims.audience(List.of(HonestProvider.CLIENT, "another"))))
        .isEqualTo(OTHER_AUDIENCE);
    assertThat(signIn(claims -> claims.claim("azp", "another-app"))).isEqualTo(OTHER_AUDIENCE);
    assertThat(
            signIn(claims ->
                claims
                    .audience(List.of(HonestProvider.CLIENT, "another"))
                    .claim("azp", HonestProvider.CLIENT)))
        .isInstanceOf(SignInProviders.Answer.Vouched.class);
  }

  @Test
  void an_id_token_of_another_issuer_or_sign_in_is_refused() {
    assertThat(signIn(claims -> claims.issuer("https://evil.example"))).isEqualTo(NOT_GENUINE);
    assertThat(signIn(claims -> claims.claim("nonce", "another")))
        .isEqualTo(new SignInProviders.Answer.Refused(SignInProviders.Fault.OTHER_NONCE));
    assertThat(signIn(claims -> claims.claim("nonce", null)))
        .isEqualTo(new SignInProviders.Answer.Refused(SignInProviders.Fault.OTHER_NONCE));
    assertThat(signIn(claims -> claims.claim("nonce", 7))).isEqualTo(NOT_GENUINE);
  }

  @Test
  void an_id_token_is_good_in_its_time() {
    assertThat(signIn(claims -> claims.expirationTime(in(-61)))).isEqualTo(NOT_GENUINE);
    assertThat(signIn(claims -> claims.expirationTime(null))).isEqualTo(NOT_GENUINE);
    assertThat(signIn(claims -> claims.issueTime(in(61)))).isEqualTo(NOT_GENUINE);
    assertThat(signIn(claims -> claims.issueTime(null))).isEqualTo(NOT_GENUINE);
    assertThat(signIn(claims -> claims.notBeforeTime(in(61)))).isEqualTo(NOT_GENUINE);
    assertThat(signIn(claims -> claims.subject(""))).isEqualTo(NOT_GENUINE);
    assertThat(signIn(claims -> claims.subject("s".repeat(256)))).isEqualTo(NOT_GENUINE);
    assertThat(signIn(claims -> claims.expirationTime(in(-59))))
        .isInstanceOf(SignInProviders.Answer.Vouched.class);
  }

  private Date in(long seconds) {
    return Date.from(clock.instant().plusSeconds(seconds));
  }

  @Test
  void a_token_without_a_signature_of_the_issuers_key_is_refused() {
    peer.tamper(token -> new PlainJWT(claimsOf(token)).serialize());
    assertThat(signIn()).as("alg none").isEqualTo(NOT_GENUINE);
    peer.tamper(token -> token.substring(0, token.lastIndexOf('.') + 1));
    assertThat(signIn()).as("no signature").isIn(NOT_GENUINE, UNAVAILABLE);
    peer.tamper(NimbusSignInProvidersTest::withSharedSecret);
    assertThat(signIn()).as("the public key as a shared secret").isEqualTo(NOT_GENUINE);
    peer.tamper(token -> HonestProvider.sign(claimsOf(token), sameName()));
    assertThat(signIn()).as("another key of the same name").isEqualTo(NOT_GENUINE);
    peer.tamper(token -> "not a token");
    assertThat(signIn()).isIn(NOT_GENUINE, UNAVAILABLE);
  }

  private static RSAKey sameName() {
    return new RSAKey.Builder(HonestProvider.key("thief's")).keyID("first").build();
  }

  private static String withSharedSecret(String token) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("first").build(), claimsOf(token));
      jwt.sign(new MACSigner(HonestProvider.key("first").toRSAPublicKey().getEncoded()));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWTClaimsSet claimsOf(String token) {
    try {
      return SignedJWT.parse(token).getJWTClaimsSet();
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_new_key_is_fetched_when_it_is_needed_and_not_more_often() {
    assertThat(signIn()).isInstanceOf(SignInProviders.Answer.Vouched.class);
    RSAKey thiefs = HonestProvider.key("thief's");
    peer.rotateKey("second");
    assertThat(signIn()).as("asked a moment ago").isEqualTo(NOT_GENUINE);
    clock.advance(KeptDocument.BETWEEN);
    assertThat(signIn()).isInstanceOf(SignInProviders.Answer.Vouched.class);
    assertThat(peer.asked("/jwks")).isEqualTo(2);

    peer.tamper(token -> HonestProvider.sign(claimsOf(token), thiefs));
    for (int i = 0; i < 20; i++) {
      assertThat(signIn()).isEqualTo(NOT_GENUINE);
    }
    assertThat(peer.asked("/jwks")).isEqualTo(2);
    assertThat(peer.asked("/.well-known/openid-configuration")).isEqualTo(1);
  }

  @Test
  void a_discovery_document_of_another_issuer_is_refused() {
    peer.discover(document -> document.put("issuer", "https://accounts.google.com"));
    assertThat(providers.destination(ACME, List.of(), SECRETS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorization_endpoint", "token_endpoint", "jwks_uri"})
  void an_endpoint_without_https_is_refused(String name) {
    peer.discover(document -> document.put(name, "http://evil.example/"));
    assertThat(providers.destination(ACME, List.of(), SECRETS)).isEmpty();
    clock.advance(KeptDocument.BETWEEN);
    peer.discover(document -> document.remove(List.of(name)));
    assertThat(providers.destination(ACME, List.of(), SECRETS)).isEmpty();
  }

  @Test
  void a_provider_that_always_names_itself_must_do_so() {
    peer.discover(document -> document.put("authorization_response_iss_parameter_supported", true));
    assertThat(signIn()).isEqualTo(NOT_GENUINE);
  }

  @Test
  void claims_become_identity_data_and_no_others() {
    peer.claim(claims ->
        claims
            .claim("picture", "https://example.com/a.png")
            .claim("roles", List.of("admins", 7, "x".repeat(300), "staff"))
            .claim("groups", List.of("not asked for"))
            .claim("role", "service_role")
            .claim("name", "Zo\u00eb \"Z\" \\ Q"));

    VouchedIdentity identity = vouched();

    assertThat(identity.data().members())
        .containsEntry("groups", "[\"admins\",\"staff\"]")
        .containsEntry("avatar_url", "\"https://example.com/a.png\"")
        .containsEntry("provider_id", "\"ana\"")
        .containsEntry("email_verified", "true")
        .doesNotContainKey("role");
    assertThat(identity.data().text("full_name")).contains("Zo\u00eb \"Z\" \\ Q");
  }

  @Test
  void an_address_that_is_not_proven_is_only_passed_on() {
    peer.claim(claims -> claims.claim("email_verified", false));
    assertThat(vouched().email()).isEmpty();
    peer.claim(claims -> claims.claim("email_verified", null));
    assertThat(vouched().email()).isEmpty();
    assertThat(vouched().data().text("email")).contains("ana@example.com");
    peer.claim(claims -> claims.claim("email_verified", "true"));
    assertThat(vouched().email()).isPresent();
    peer.claim(claims -> claims.claim("email", "no address"));
    assertThat(vouched().email()).isEmpty();
  }

  @Test
  void the_user_info_endpoint_completes_the_claims_of_the_same_person_alone() {
    peer.claim(claims -> claims.claim("email", null).claim("email_verified", null));
    peer.userInfo(info("ana"));
    assertThat(vouched().email()).isPresent();
    peer.userInfo(info("somebody-else"));
    assertThat(vouched().email()).isEmpty();
  }

  private static ObjectNode info(String subject) {
    return Json.object()
        .put("sub", subject)
        .put("email", "ana@example.com")
        .put("email_verified", true);
  }

  @Test
  void a_provider_that_is_down_slow_or_talks_too_much_is_unavailable_and_soon() {
    peer.close();
    assertThat(providers.destination(ACME, List.of(), SECRETS)).isEmpty();
    assertThat(providers.read(ACME, BearerSecret.presented("x"), Optional.empty()))
        .isEqualTo(UNAVAILABLE);
    byte[] head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"issuer\":\""
            .getBytes(StandardCharsets.US_ASCII);
    byte[] much = "a".repeat(64 << 10).getBytes(StandardCharsets.US_ASCII);
    try (TroubledPortal huge =
            new TroubledPortal(out -> {
              out.write(head);
              for (int i = 0; i < 1000; i++) {
                out.write(much);
              }
            });
        TroubledPortal dripping =
            new TroubledPortal(out -> {
              out.write(head);
              for (int i = 0; i < 600; i++) {
                out.write('a');
                out.flush();
                Thread.sleep(50);
              }
            });
        TroubledPortal elsewhere =
            TroubledPortal.answering(302, "", "Location: http://127.0.0.1:1/\r\n")) {
      for (TroubledPortal trouble : List.of(huge, dripping, elsewhere)) {
        try (NimbusSignInProviders asked =
            new NimbusSignInProviders(
                List.of(settings(trouble.url().value())), PORTAL, clock, Duration.ofSeconds(1))) {
          long before = System.nanoTime();
          assertThat(asked.destination(ACME, List.of(), SECRETS)).isEmpty();
          assertThat(Duration.ofNanos(System.nanoTime() - before))
              .isLessThan(Duration.ofSeconds(20));
          assertThat(asked.destination(ACME, List.of(), SECRETS)).isEmpty();
          assertThat(trouble.requests()).as("asked once").hasSize(1);
        }
      }
    }
  }

  @Test
  void what_is_known_of_a_provider_outlives_its_absence() {
    assertThat(signIn()).isInstanceOf(SignInProviders.Answer.Vouched.class);
    clock.advance(KeptDocument.KEPT);
    peer.discover(document -> document.removeAll());
    assertThat(signIn()).isInstanceOf(SignInProviders.Answer.Vouched.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://idp.example",
        "ftp://idp.example",
        "https://user@idp.example",
        "idp",
        "https://idp.example?x",
        "http://127.0.0.1.evil.example"
      })
  void an_issuer_that_is_not_reached_by_https_is_refused(String issuer) {
    assertThatThrownBy(() -> settings(issuer))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(issuer);
  }

  @Test
  void apple_gets_a_fresh_signature_in_place_of_a_secret_and_answers_with_a_form()
      throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    byte[] pem =
        ("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n")
            .getBytes(StandardCharsets.US_ASCII);
    peer.recognize(form -> isSigned(form, (ECPublicKey) pair.getPublic()));
    ProviderSettings like =
        new ProviderSettings(
            ACME,
            "Like Apple",
            URI.create(peer.issuer()),
            HonestProvider.CLIENT,
            new ProviderSettings.ClientKey.Signed("TEAM", "KEY", new SecretBytes(pem)),
            List.of("openid", "name", "email"),
            Optional.empty(),
            true);
    try (NimbusSignInProviders apple = of(like)) {
      assertThat(apple.destination(ACME, List.of(), SECRETS).orElseThrow().url())
          .contains("response_mode=form_post");
      assertThat(signIn(apple)).isInstanceOf(SignInProviders.Answer.Vouched.class);
    }
    assertThat(signIn()).as("without the key").isInstanceOf(SignInProviders.Answer.Refused.class);
  }

  private boolean isSigned(Form form, ECPublicKey key) {
    try {
      SignedJWT jwt = SignedJWT.parse(form.get("client_secret"));
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      return jwt.verify(new ECDSAVerifier(key))
          && "KEY".equals(jwt.getHeader().getKeyID())
          && form.get("client_id").equals(HonestProvider.CLIENT)
          && HonestProvider.CLIENT.equals(claims.getSubject())
          && "TEAM".equals(claims.getIssuer())
          && claims.getAudience().equals(List.of(peer.issuer()))
          && claims.getExpirationTime().toInstant().isAfter(clock.instant())
          && claims.getExpirationTime().toInstant().isBefore(clock.instant().plusSeconds(3600));
    } catch (ParseException | JOSEException e) {
      return false;
    }
  }

  @Test
  void no_setting_prints_a_secret() {
    assertThat(settings(peer.issuer()).toString()).doesNotContain(HonestProvider.SECRET);
    assertThat(new Provider("acme")).isEqualTo(ACME);
  }
}
