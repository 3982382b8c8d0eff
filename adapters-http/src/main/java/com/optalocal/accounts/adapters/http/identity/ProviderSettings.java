package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.identity.Provider;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// One OpenID Connect provider, as the operator configured it.
///
/// @param label what people call it
/// @param issuer https; http on this machine alone, for development
/// @param scopes what is always asked for; `openid` is among them
/// @param groups the claim that names the user's groups
/// @param formPost whether the answer comes as a form, as Apple insists on
public record ProviderSettings(
    Provider provider,
    String label,
    URI issuer,
    String clientId,
    ClientKey key,
    List<String> scopes,
    Optional<String> groups,
    boolean formPost) {
  public static final String GOOGLE = "https://accounts.google.com";
  public static final String APPLE = "https://appleid.apple.com";
  private static final int MAX_LABEL = 40;

  public ProviderSettings {
    scopes = List.copyOf(scopes);
    if (label.isBlank() || label.length() > MAX_LABEL) {
      throw new IllegalArgumentException("a provider's label has 1 to 40 characters");
    }
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("a provider needs a client-id");
    }
    ProviderHttp.requireReachable(issuer);
    if (issuer.getRawQuery() != null || issuer.getRawFragment() != null) {
      throw new IllegalArgumentException("an issuer has no query and no fragment");
    }
    if (!scopes.contains("openid")) {
      throw new IllegalArgumentException("a provider's scopes include openid");
    }
  }

  /// How this portal proves at the provider who it is.
  public sealed interface ClientKey {
    /// Not at all; PKCE alone protects the code.
    record None() implements ClientKey {}

    /// By a secret that the provider knows, too.
    final class Shared implements ClientKey {
      private final BearerSecret secret;

      public Shared(BearerSecret secret) {
        this.secret = secret;
      }

      public BearerSecret secret() {
        return secret;
      }

      @Override
      public String toString() {
        return "Shared[redacted]";
      }
    }

    /// Apple's way: a fresh ES256 signature for each request.
    final class Signed implements ClientKey {
      private final String team;
      private final String id;
      private final SecretBytes pem;

      /// @param pem the private key in PKCS #8, as Apple hands it out
      public Signed(String team, String id, SecretBytes pem) {
        this.team = team;
        this.id = id;
        this.pem = pem;
      }

      String team() {
        return team;
      }

      String id() {
        return id;
      }

      SecretBytes pem() {
        return pem;
      }

      @Override
      public String toString() {
        return "Signed[redacted]";
      }
    }
  }

  public static ProviderSettings google(String clientId, BearerSecret secret) {
    return new ProviderSettings(
        new Provider("google"),
        "Google",
        URI.create(GOOGLE),
        clientId,
        new ClientKey.Shared(secret),
        List.of("openid", "email", "profile"),
        Optional.empty(),
        false);
  }

  public static ProviderSettings apple(String clientId, ClientKey.Signed key) {
    return new ProviderSettings(
        new Provider("apple"),
        "Apple",
        URI.create(APPLE),
        clientId,
        key,
        List.of("openid", "name", "email"),
        Optional.empty(),
        true);
  }
}
