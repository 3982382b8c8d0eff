package com.optalocal.accounts.adapters.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.optalocal.accounts.adapters.http.Form;
import com.optalocal.accounts.application.identity.SignInProviders;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.ProviderSecrets;
import com.optalocal.accounts.domain.identity.VouchedIdentity;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The adapter beside `oidc-provider`, a certified OpenID provider for Node.js, with the real time
/// and a browser's cookies.
@EnabledIf(
    value = "isInstalled",
    disabledReason = "oidc-provider is not installed: bin/test does so where there is npm")
class OidcProviderPeerTest {
  private static final Path MODULES = Path.of("target/node").toAbsolutePath();
  private static final Path SCRIPT = Path.of("src/test/node/oidc-peer.mjs").toAbsolutePath();
  private static final PortalUrl PORTAL = new PortalUrl("https://accounts.example.com");
  private static final String CALLBACK = PORTAL.value() + "/auth/v1/callback";
  private static final String CLIENT_SECRET = "a secret of thirty-two characters";
  private static final Provider PEER = new Provider("peer");
  private static final ProviderSecrets SECRETS =
      ProviderSecrets.of(BearerSecret.generate(new SeededRandom(95), ""), Optional.empty());

  private static Process node;
  private static BufferedReader output;
  private static String issuer;
  private static NimbusSignInProviders providers;

  static boolean isInstalled() {
    return Files.isDirectory(MODULES.resolve("node_modules/oidc-provider"));
  }

  @BeforeAll
  static void start() throws IOException {
    node =
        new ProcessBuilder("node", SCRIPT.toString(), MODULES.toString(), CALLBACK, CLIENT_SECRET)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    output = node.inputReader();
    issuer = String.valueOf(output.readLine());
    assumeTrue(issuer.startsWith("http://127.0.0.1:"), "oidc-provider does not run on this node");
    providers =
        new NimbusSignInProviders(
            List.of(
                new ProviderSettings(
                    PEER,
                    "Peer",
                    URI.create(issuer),
                    "opta-portal",
                    new ProviderSettings.ClientKey.Shared(BearerSecret.presented(CLIENT_SECRET)),
                    List.of("openid", "email", "profile"),
                    Optional.empty(),
                    false)),
            PORTAL,
            InstantSource.system());
  }

  @AfterAll
  static void stop() throws IOException {
    if (providers != null) {
      providers.close();
    }
    output.close();
    node.destroy();
  }

  /// What the browser of `person` brings back.
  private static Form visit(String person) throws IOException, InterruptedException {
    String address =
        providers.destination(PEER, List.of(), SECRETS).orElseThrow().url()
            + "&login_hint="
            + person;
    try (HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      for (int i = 0; i < 10 && !address.startsWith(CALLBACK); i++) {
        HttpResponse<String> answer =
            browser.send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.ofString());
        address =
            URI.create(address)
                .resolve(answer.headers().firstValue("Location").orElseThrow())
                .toString();
      }
    }
    return Form.parse(URI.create(address).getRawQuery());
  }

  private static SignInProviders.Answer redeem(Form brought, Optional<String> from) {
    return providers.redeem(PEER, BearerSecret.presented(brought.get("code")), from, SECRETS);
  }

  @Test
  void somebody_signs_in_and_the_code_is_spent() throws Exception {
    Form brought = visit("ana");
    assertThat(brought.get("state")).isEqualTo(SECRETS.state().reveal());
    assertThat(brought.get("iss")).isEqualTo(issuer);

    assertThat(redeem(brought, brought.find("iss")))
        .isInstanceOfSatisfying(
            SignInProviders.Answer.Vouched.class,
            vouched -> {
              VouchedIdentity identity = vouched.identity();
              assertThat(identity.subject()).isEqualTo("ana");
              assertThat(identity.email()).get().hasToString("ana@example.com");
              assertThat(identity.data().text("full_name")).contains("Somebody called ana");
            });
    assertThat(redeem(brought, brought.find("iss")))
        .isEqualTo(new SignInProviders.Answer.Refused(SignInProviders.Fault.NOT_GENUINE));
  }

  @Test
  void an_address_that_is_not_proven_stays_so() throws Exception {
    Form brought = visit("unproven");

    assertThat(redeem(brought, brought.find("iss")))
        .isInstanceOfSatisfying(
            SignInProviders.Answer.Vouched.class,
            vouched -> assertThat(vouched.identity().email()).isEmpty());
  }

  @Test
  void this_provider_says_where_its_answers_come_from_so_one_without_is_refused() throws Exception {
    assertThat(redeem(visit("ana"), Optional.empty()))
        .isEqualTo(new SignInProviders.Answer.Refused(SignInProviders.Fault.NOT_GENUINE));
  }
}
