package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.PortalConfig;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.ProviderSecrets;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The configured OpenID Connect providers (ADR 0021).
public final class NimbusSignInProviders implements SignInProviders, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private final Map<Provider, OidcProvider> providers = new LinkedHashMap<>();
  private final ProviderHttp http;

  public NimbusSignInProviders(
      List<ProviderSettings> settings, PortalUrl publicUrl, InstantSource clock) {
    this(settings, publicUrl, clock, PATIENCE);
  }

  NimbusSignInProviders(
      List<ProviderSettings> settings,
      PortalUrl publicUrl,
      InstantSource clock,
      Duration patience) {
    http = new ProviderHttp(patience);
    URI callback = URI.create(PortalConfig.issuer(publicUrl) + "/callback");
    for (ProviderSettings one : settings) {
      OidcProvider provider = new OidcProvider(one, callback, http, clock);
      if (providers.putIfAbsent(one.provider(), provider) != null) {
        throw new IllegalArgumentException("two providers have one name");
      }
    }
  }

  @Override
  public List<Offer> offers() {
    return providers.values().stream()
        .map(OidcProvider::settings)
        .map(settings -> new Offer(settings.provider(), settings.label()))
        .toList();
  }

  @Override
  public Optional<Provider> ofIssuer(String issuer) {
    return providers.values().stream()
        .map(OidcProvider::settings)
        .filter(settings -> settings.issuer().toString().equals(issuer))
        .map(ProviderSettings::provider)
        .findFirst();
  }

  @Override
  public Optional<Destination> destination(
      Provider provider, List<String> scopes, ProviderSecrets secrets) {
    return find(provider).flatMap(known -> known.destination(scopes, secrets));
  }

  @Override
  public Answer redeem(
      Provider provider, BearerSecret code, Optional<String> issuer, ProviderSecrets secrets) {
    return find(provider)
        .map(known -> known.redeem(code, issuer, secrets))
        .orElseGet(() -> new Answer.Refused(Fault.NO_SUCH_PROVIDER));
  }

  @Override
  public Answer read(Provider provider, BearerSecret idToken, Optional<BearerSecret> nonce) {
    Optional<String> hashed = nonce.map(raw -> HexFormat.of().formatHex(raw.hash().toByteArray()));
    return find(provider)
        .map(known -> known.read(idToken, hashed))
        .orElseGet(() -> new Answer.Refused(Fault.NO_SUCH_PROVIDER));
  }

  private Optional<OidcProvider> find(Provider provider) {
    return Optional.ofNullable(providers.get(provider));
  }

  @Override
  public void close() {
    http.close();
  }
}
