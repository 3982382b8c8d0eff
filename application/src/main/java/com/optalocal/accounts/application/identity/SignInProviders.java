package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.ProviderSecrets;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import java.util.List;
import java.util.Optional;

/// The OpenID Connect providers that the operator configured. What they answer is verified here:
/// nobody above sees a claim that is not signed, not for this portal, or not for this sign-in.
/// Thread-safe. Waits for the network, so never within a unit of work.
public interface SignInProviders {
  /// A provider that can be chosen.
  ///
  /// @param label what people call it
  record Offer(Provider provider, String label) {}

  /// Where a browser goes to prove something at a provider.
  record Destination(String url) {}

  /// What a code or an ID token turned out to be.
  sealed interface Answer {
    record Vouched(VouchedIdentity identity) implements Answer {}

    /// Forged, for somebody else, or used up.
    record Refused(Fault fault) implements Answer {}

    /// The provider does not answer, or says nothing sensible.
    record Unavailable() implements Answer {}
  }

  /// Why an answer was refused.
  enum Fault {
    /// There is no such provider.
    NO_SUCH_PROVIDER,
    /// It does not verify, has expired, or comes from another issuer.
    NOT_GENUINE,
    /// It is meant for another client.
    OTHER_AUDIENCE,
    /// It belongs to another sign-in.
    OTHER_NONCE
  }

  /// In the order in which they are configured.
  List<Offer> offers();

  /// Who answers for `issuer`.
  Optional<Provider> ofIssuer(String issuer);

  /// Where to send a browser; empty if there is no such provider or it does not answer.
  ///
  /// @param scopes beside those that the provider is always asked for; the provider may refuse them
  Optional<Destination> destination(
      Provider provider, List<String> scopes, ProviderSecrets secrets);

  /// Redeems the code that a browser brought back from [#destination] with the same `secrets`. A
  /// code is good once.
  ///
  /// @param issuer what the answer says of its own origin (RFC 9207)
  Answer redeem(
      Provider provider, BearerSecret code, Optional<String> issuer, ProviderSecrets secrets);

  /// Reads an ID token that a program got from the provider by itself.
  ///
  /// @param nonce whose SHA-256, in hexadecimal, the token must name; without one, the token must
  ///   name none
  Answer read(Provider provider, BearerSecret idToken, Optional<BearerSecret> nonce);
}
