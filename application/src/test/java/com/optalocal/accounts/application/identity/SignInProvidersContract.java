package com.optalocal.accounts.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.ProviderSecrets;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

public abstract class SignInProvidersContract {
  protected static final Provider ACME = new Provider("acme");
  private static final Provider NOBODY = new Provider("nobody");
  private static final BearerSecret BROWSER = secret(61);
  private static final ProviderSecrets SECRETS =
      ProviderSecrets.of(secret(62), Optional.of(BROWSER));
  private static final BearerSecret NONCE = secret(64);

  /// Knows one provider, `acme`, which people call `Acme`.
  protected abstract SignInProviders providers();

  /// The issuer of `acme`.
  protected abstract String issuer();

  /// Somebody goes to `destination`, proves to be `subject` there and gets a code.
  protected abstract BearerSecret visit(SignInProviders.Destination destination, String subject);

  /// An ID token for this portal, got without it.
  protected abstract BearerSecret idToken(String subject, Optional<String> nonce);

  private static BearerSecret secret(long seed) {
    return BearerSecret.generate(new SeededRandom(seed), "");
  }

  private SignInProviders.Answer redeem(
      BearerSecret code, Optional<String> issuer, ProviderSecrets secrets) {
    return providers().redeem(ACME, code, issuer, secrets);
  }

  private BearerSecret visit() {
    return visit(providers().destination(ACME, List.of(), SECRETS).orElseThrow(), "ana-1");
  }

  private static String hex(Hash hash) {
    return HexFormat.of().formatHex(hash.bytes().toByteArray());
  }

  @Test
  void what_is_configured_can_be_chosen_and_nothing_else() {
    assertThat(providers().offers()).containsExactly(new SignInProviders.Offer(ACME, "Acme"));
    assertThat(providers().ofIssuer(issuer())).contains(ACME);
    assertThat(providers().ofIssuer(issuer() + "/")).isEmpty();
    assertThat(providers().destination(NOBODY, List.of(), SECRETS)).isEmpty();
    assertThat(providers().redeem(NOBODY, secret(65), Optional.empty(), SECRETS))
        .isEqualTo(new SignInProviders.Answer.Refused(SignInProviders.Fault.NO_SUCH_PROVIDER));
    assertThat(providers().read(NOBODY, secret(65), Optional.empty()))
        .isEqualTo(new SignInProviders.Answer.Refused(SignInProviders.Fault.NO_SUCH_PROVIDER));
  }

  @Test
  void a_code_names_who_got_it_and_works_once() {
    BearerSecret code = visit();

    assertThat(redeem(code, Optional.empty(), SECRETS))
        .isInstanceOfSatisfying(
            SignInProviders.Answer.Vouched.class,
            vouched -> {
              VouchedIdentity identity = vouched.identity();
              assertThat(identity.provider()).isEqualTo(ACME);
              assertThat(identity.issuer()).isEqualTo(issuer());
              assertThat(identity.subject()).isEqualTo("ana-1");
              assertThat(identity.email()).contains(new Email("ana-1@example.com"));
              assertThat(identity.data().text("sub")).contains("ana-1");
              assertThat(identity.data().text("iss")).contains(issuer());
            });
    assertThat(redeem(code, Optional.empty(), SECRETS))
        .isInstanceOf(SignInProviders.Answer.Refused.class);
  }

  @Test
  void a_code_is_worth_nothing_with_the_secrets_of_another_visit() {
    BearerSecret code = visit();
    ProviderSecrets otherBrowser = ProviderSecrets.of(secret(62), Optional.of(secret(63)));

    assertThat(redeem(code, Optional.empty(), otherBrowser))
        .isInstanceOf(SignInProviders.Answer.Refused.class);
  }

  @Test
  void an_answer_that_says_it_comes_from_another_issuer_is_refused() {
    assertThat(redeem(visit(), Optional.of("https://other.example"), SECRETS))
        .isEqualTo(new SignInProviders.Answer.Refused(SignInProviders.Fault.NOT_GENUINE));
    assertThat(redeem(visit(), Optional.of(issuer()), SECRETS))
        .isInstanceOf(SignInProviders.Answer.Vouched.class);
  }

  @Test
  void an_id_token_counts_for_the_nonce_that_it_names_and_no_other() {
    BearerSecret token = idToken("ben-2", Optional.of(hex(NONCE.hash())));
    BearerSecret plain = idToken("ben-2", Optional.empty());
    SignInProviders.Answer other =
        new SignInProviders.Answer.Refused(SignInProviders.Fault.OTHER_NONCE);

    assertThat(providers().read(ACME, token, Optional.of(NONCE)))
        .isInstanceOf(SignInProviders.Answer.Vouched.class);
    assertThat(providers().read(ACME, plain, Optional.empty()))
        .isInstanceOf(SignInProviders.Answer.Vouched.class);
    assertThat(providers().read(ACME, token, Optional.of(secret(66)))).isEqualTo(other);
    assertThat(providers().read(ACME, token, Optional.empty())).isEqualTo(other);
    assertThat(providers().read(ACME, plain, Optional.of(NONCE))).isEqualTo(other);
    assertThat(providers().read(ACME, secret(67), Optional.empty()))
        .isEqualTo(new SignInProviders.Answer.Refused(SignInProviders.Fault.NOT_GENUINE));
  }

  @Test
  void no_secret_of_a_visit_is_printed() {
    assertThat(SECRETS.toString())
        .doesNotContain(SECRETS.nonce())
        .doesNotContain(SECRETS.state().reveal());
    assertThat(SECRETS.nonce()).isNotEqualTo(SECRETS.verifier().reveal());
    assertThat(Sha256.of(SECRETS.verifier().reveal())).isNotEqualTo(SECRETS.state().hash());
  }
}
