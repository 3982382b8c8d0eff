package com.optalocal.accounts.adapters.http.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/// An OpenID Connect provider on this machine that checks what it is sent, as a real one does, and
/// tells the truth until a test makes it lie.
final class HonestProvider implements AutoCloseable {
  static final String CLIENT = "opta-portal";
  static final String SECRET = "a secret that: needs % escapes";
  private static final Map<String, RSAKey> KEYS = new ConcurrentHashMap<>();

  private record Visit(String subject, String nonce, String challenge, String redirect) {}

  private final HttpServer server;
  private final InstantSource clock;
  private final Map<String, Visit> codes = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private volatile RSAKey key = key("first");
  private volatile UnaryOperator<JWTClaimsSet.Builder> claims = honest -> honest;
  private volatile UnaryOperator<String> tokens = honest -> honest;
  private volatile UnaryOperator<ObjectNode> discovery = honest -> honest;
  private volatile Optional<Predicate<Form>> client = Optional.empty();
  private volatile Optional<ObjectNode> userInfo = Optional.empty();

  HonestProvider(InstantSource clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    serve("/.well-known/openid-configuration", this::discovery);
    serve("/jwks", exchange -> json(exchange, 200, new JWKSet(key).toString()));
    serve("/token", this::token);
    serve(
        "/userinfo", exchange -> json(exchange, 200, userInfo.map(Object::toString).orElse("{}")));
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// Signs with another key from now on, and publishes that one alone.
  void rotateKey(String name) {
    key = key(name);
  }

  /// What ID tokens claim from now on.
  void claim(UnaryOperator<JWTClaimsSet.Builder> lie) {
    claims = lie;
  }

  /// What happens to signed ID tokens from now on.
  void tamper(UnaryOperator<String> with) {
    tokens = with;
  }

  void discover(UnaryOperator<ObjectNode> lie) {
    discovery = lie;
  }

  /// Recognizes the portal by what its token requests hold from now on, not by its password.
  void recognize(Predicate<Form> portal) {
    client = Optional.of(portal);
  }

  void userInfo(ObjectNode told) {
    userInfo = Optional.of(told);
  }

  int asked(String path) {
    return Optional.ofNullable(asked.get(path)).map(AtomicInteger::get).orElse(0);
  }

  /// Somebody proves to be `subject`, at the address that the portal sent them to.
  String visit(String address, String subject) {
    Form query = Form.parse(URI.create(address).getRawQuery());
    if (!query.get("response_type").equals("code")
        || !query.get("client_id").equals(CLIENT)
        || !query.get("code_challenge_method").equals("S256")
        || query.get("state").length() < 43
        || !query.get("scope").contains("openid")) {
      throw new AssertionError("the portal asks for something else");
    }
    String code = "code-" + (codes.size() + 1);
    codes.put(
        code,
        new Visit(
            subject, query.get("nonce"), query.get("code_challenge"), query.get("redirect_uri")));
    return code;
  }

  /// A signed ID token.
  String idToken(String subject, Optional<String> nonce) {
    Date now = Date.from(clock.instant());
    JWTClaimsSet.Builder honest =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject(subject)
            .audience(CLIENT)
            .issueTime(now)
            .expirationTime(Date.from(clock.instant().plusSeconds(300)))
            .claim("email", subject + "@example.com")
            .claim("email_verified", true)
            .claim("name", "Somebody");
    nonce.ifPresent(value -> honest.claim("nonce", value));
    return tokens.apply(sign(claims.apply(honest).build(), key));
  }

  static String sign(JWTClaimsSet claims, RSAKey key) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
      jwt.sign(new RSASSASigner(key));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Made once each, because they are slow to make.
  static RSAKey key(String name) {
    return KEYS.computeIfAbsent(
        name,
        id -> {
          try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
          } catch (JOSEException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void discovery(HttpExchange exchange) throws IOException {
    ObjectNode document =
        Json.object()
            .put("issuer", issuer())
            .put("authorization_endpoint", issuer() + "/authorize")
            .put("token_endpoint", issuer() + "/token")
            .put("userinfo_endpoint", issuer() + "/userinfo")
            .put("jwks_uri", issuer() + "/jwks");
    document.putArray("response_types_supported").add("code");
    document.putArray("subject_types_supported").add("public");
    document.putArray("id_token_signing_alg_values_supported").add("RS256");
    json(exchange, 200, discovery.apply(document).toString());
  }

  private void token(HttpExchange exchange) throws IOException {
    Form form =
        Form.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Visit visit = codes.remove(form.get("code"));
    if (visit == null
        || !isClient(exchange, form)
        || !form.get("grant_type").equals("authorization_code")
        || !form.get("redirect_uri").equals(visit.redirect())
        || !Sha256.of(form.get("code_verifier")).toString().equals(visit.challenge())) {
      json(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    json(
        exchange,
        200,
        Json.object()
            .put("access_token", "opaque")
            .put("token_type", "Bearer")
            .put("id_token", idToken(visit.subject(), Optional.of(visit.nonce())))
            .toString());
  }

  private boolean isClient(HttpExchange exchange, Form form) {
    if (client.isPresent()) {
      return client.get().test(form);
    }
    String expected = CLIENT + ":" + java.net.URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
    return ("Basic "
            + Base64.getEncoder().encodeToString(expected.getBytes(StandardCharsets.UTF_8)))
        .equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private interface Handler {
    void answer(HttpExchange exchange) throws IOException;
  }

  private void serve(String path, Handler handler) {
    server.createContext(
        path,
        exchange -> {
          asked.computeIfAbsent(path, any -> new AtomicInteger()).incrementAndGet();
          try (exchange) {
            handler.answer(exchange);
          }
        });
  }

  private static void json(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
