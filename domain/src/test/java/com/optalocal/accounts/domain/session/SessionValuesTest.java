package com.optalocal.accounts.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.SharedVectors;
import com.optalocal.accounts.domain.session.crypto.RefreshSuccessor;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionValuesTest {
  private static final Instant NOW = Instant.parse("2026-03-04T10:24:12Z");

  /// RFC 7636, appendix B.
  @Test
  void the_pkce_example_of_the_rfc_holds() {
    var example = SharedVectors.read("rfc.json").get("rfc7636_appendix_b");
    PkceChallenge challenge = PkceChallenge.parse(example.get("code_challenge").asString());
    assertThat(challenge.isMetBy(BearerSecret.presented(example.get("code_verifier").asString())))
        .isTrue();
    assertThat(challenge.isMetBy(BearerSecret.presented("x".repeat(43)))).isFalse();
  }

  @Test
  void a_verifier_that_is_too_short_never_meets_its_challenge() {
    BearerSecret tooShort = BearerSecret.presented("x".repeat(42));
    assertThat(PkceChallenge.of(tooShort).isMetBy(tooShort)).isFalse();
  }

  @Test
  void a_session_is_due_for_renewal_five_minutes_before_its_end() {
    assertThat(SessionState.of(NOW.plusSeconds(301), NOW)).isInstanceOf(SessionState.Active.class);
    assertThat(SessionState.of(NOW.plusSeconds(300), NOW))
        .isInstanceOf(SessionState.RefreshDue.class);
    assertThat(SessionState.of(NOW, NOW)).isInstanceOf(SessionState.Expired.class);
  }

  @Test
  void a_refresh_token_rotates_repeats_for_ten_seconds_and_then_is_theft() {
    assertThat(RefreshFamily.judge(Optional.empty(), NOW))
        .isInstanceOf(RefreshFamily.Verdict.Rotate.class);
    assertThat(RefreshFamily.judge(Optional.of(NOW.minus(Duration.ofSeconds(10))), NOW))
        .isInstanceOf(RefreshFamily.Verdict.Repeat.class);
    assertThat(RefreshFamily.judge(Optional.of(NOW.minus(Duration.ofMillis(10_001))), NOW))
        .isInstanceOf(RefreshFamily.Verdict.Reused.class);
  }

  @Test
  void a_successor_follows_from_parent_and_salt_together() {
    BearerSecret parent = BearerSecret.presented("parent");
    ByteString salt = ByteString.copyOf(new byte[32]);
    byte[] otherSalt = new byte[32];
    otherSalt[0] = 1;
    BearerSecret successor = RefreshSuccessor.of(parent, salt);
    assertThat(RefreshSuccessor.of(parent, salt).constantTimeEquals(successor)).isTrue();
    assertThat(
            RefreshSuccessor.of(parent, ByteString.copyOf(otherSalt)).constantTimeEquals(successor))
        .isFalse();
    assertThat(
            RefreshSuccessor.of(BearerSecret.presented("other"), salt)
                .constantTimeEquals(successor))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://accounts.optalocal.com",
        "https://a.example:8443",
        "http://localhost:7410",
        "http://127.0.0.1:7410"
      })
  void portal_addresses_that_are_fine(String url) {
    assertThat(new PortalUrl(url).value()).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://accounts.optalocal.com",
        "http://localhost.evil.com",
        "https://accounts.optalocal.com/",
        "https://user@accounts.optalocal.com",
        "https://accounts.optalocal.com?x",
        "ftp://localhost",
        "HTTPS://accounts.optalocal.com",
        ""
      })
  void portal_addresses_that_are_not(String url) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PortalUrl(url));
  }

  @Test
  void bearer_secrets_never_print() {
    BearerSecret secret = BearerSecret.generate(n -> new byte[n], "own_");
    assertThat(secret.toString()).isEqualTo("BearerSecret[redacted]");
    assertThat(secret.reveal()).startsWith("own_").hasSize(4 + 43);
  }
}
