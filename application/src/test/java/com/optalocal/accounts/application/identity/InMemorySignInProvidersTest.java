package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.BearerSecret;
import java.util.Optional;

class InMemorySignInProvidersTest extends SignInProvidersContract {
  private final InMemorySignInProviders providers =
      new InMemorySignInProviders().offer("acme", "Acme");

  @Override
  protected SignInProviders providers() {
    return providers;
  }

  @Override
  protected String issuer() {
    return InMemorySignInProviders.issuer(ACME);
  }

  @Override
  protected BearerSecret visit(SignInProviders.Destination destination, String subject) {
    return providers.visit(destination, subject);
  }

  @Override
  protected BearerSecret idToken(String subject, Optional<String> nonce) {
    return providers.idToken(ACME, subject, nonce);
  }
}
