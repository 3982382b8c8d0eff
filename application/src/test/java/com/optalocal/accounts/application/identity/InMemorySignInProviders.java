package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.ProviderSecrets;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.note.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Providers without a network: who goes there says who they are.
public final class InMemorySignInProviders implements SignInProviders {
  private record Code(Provider provider, String subject, Hash verifier) {}

  private record Token(Provider provider, String subject, Optional<String> nonce) {}

  private final List<Offer> offers = new ArrayList<>();
  private final Map<Hash, Code> codes = new HashMap<>();
  private final Map<Hash, Token> tokens = new HashMap<>();
  private boolean down;

  public InMemorySignInProviders offer(String name, String label) {
    offers.add(new Offer(new Provider(name), label));
    return this;
  }

  /// From now on nothing answers, or everything again.
  public void down(boolean isDown) {
    down = isDown;
  }

  public static String issuer(Provider provider) {
    return "https://" + provider.value() + ".example";
  }

  /// Somebody proves to be `subject` at `destination`.
  public BearerSecret visit(Destination destination, String subject) {
    String[] parts = destination.url().split("[/?=]", -1);
    BearerSecret code = BearerSecret.presented("code-" + (codes.size() + 1));
    codes.put(
        code.hash(),
        new Code(new Provider(parts[2].split("[.]", 2)[0]), subject, Hash.parse(parts[5])));
    return code;
  }

  /// The `state` in `destination`.
  public static BearerSecret state(Destination destination) {
    return BearerSecret.presented(destination.url().split("[/?=]", -1)[4]);
  }

  public BearerSecret idToken(Provider provider, String subject, Optional<String> nonce) {
    BearerSecret token = BearerSecret.presented("token-" + (tokens.size() + 1));
    tokens.put(token.hash(), new Token(provider, subject, nonce));
    return token;
  }

  public static VouchedIdentity vouched(Provider provider, String subject) {
    String email = subject + "@example.com";
    return new VouchedIdentity(
        provider,
        issuer(provider),
        subject,
        Metadata.of("sub", subject)
            .withText("iss", issuer(provider))
            .withText("email", email)
            .withFlag("email_verified", true),
        Optional.of(new Email(email)));
  }

  @Override
  public List<Offer> offers() {
    return List.copyOf(offers);
  }

  @Override
  public Optional<Provider> ofIssuer(String issuer) {
    return offers.stream()
        .map(Offer::provider)
        .filter(provider -> issuer(provider).equals(issuer))
        .findFirst();
  }

  @Override
  public Optional<Destination> destination(
      Provider provider, List<String> scopes, ProviderSecrets secrets) {
    return knows(provider) && !down
        ? Optional.of(
            new Destination(
                issuer(provider)
                    + "/authorize?"
                    + secrets.state().reveal()
                    + "="
                    + secrets.verifier().hash()))
        : Optional.empty();
  }

  @Override
  public Answer redeem(
      Provider provider, BearerSecret code, Optional<String> issuer, ProviderSecrets secrets) {
    Optional<Answer> refused = refusal(provider);
    if (refused.isPresent()) {
      return refused.get();
    }
    Code known = codes.remove(code.hash());
    return known != null
            && known.provider().equals(provider)
            && known.verifier().equals(secrets.verifier().hash())
            && issuer.filter(said -> !said.equals(issuer(provider))).isEmpty()
        ? new Answer.Vouched(vouched(provider, known.subject()))
        : new Answer.Refused(Fault.NOT_GENUINE);
  }

  @Override
  public Answer read(Provider provider, BearerSecret idToken, Optional<BearerSecret> nonce) {
    Optional<Answer> refused = refusal(provider);
    if (refused.isPresent()) {
      return refused.get();
    }
    Token known = tokens.get(idToken.hash());
    if (known == null || !known.provider().equals(provider)) {
      return new Answer.Refused(Fault.NOT_GENUINE);
    }
    Optional<String> hashed =
        nonce.map(raw -> HexFormat.of().formatHex(raw.hash().bytes().toByteArray()));
    return known.nonce().equals(hashed)
        ? new Answer.Vouched(vouched(provider, known.subject()))
        : new Answer.Refused(Fault.OTHER_NONCE);
  }

  private Optional<Answer> refusal(Provider provider) {
    if (!knows(provider)) {
      return Optional.of(new Answer.Refused(Fault.NO_SUCH_PROVIDER));
    }
    return down ? Optional.of(new Answer.Unavailable()) : Optional.empty();
  }

  private boolean knows(Provider provider) {
    return offers.stream().anyMatch(offer -> offer.provider().equals(provider));
  }
}
