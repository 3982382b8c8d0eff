package com.optalocal.accounts.application.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.session.CliLoginId;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.session.LoopbackPort;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [PortalSignIn] keeps to. The portal behind it knows Ana, by [#EMAIL] and [#RIGHT].
public abstract class PortalSignInContract {
  protected static final Email EMAIL = new Email("ana@example.com");
  protected static final String NAME = "Ana Zoë";
  protected static final String RIGHT = "correct horse battery staple";
  private static final LoopbackPort PORT = new LoopbackPort(9998);
  private static final BearerSecret VERIFIER = BearerSecret.generate(new SeededRandom(7), "");

  protected abstract PortalSignIn signIn();

  protected abstract PortalUrl url();

  protected abstract ProjectRef project();

  /// Plays the browser in which Ana consents, and returns the code that it brings.
  protected abstract BearerSecret consent(CliLoginId login, LoopbackPort port, String state);

  protected abstract MovableClock clock();

  private Optional<HeldSession> withPassword(String typed) {
    try (Password password = Password.of(typed)) {
      return signIn().withPassword(url(), EMAIL, password);
    }
  }

  private HeldSession signedIn() {
    return withPassword(RIGHT).orElseThrow();
  }

  private BearerSecret code() {
    CliLoginId login =
        signIn()
            .announce(
                url(),
                PkceChallenge.of(VERIFIER),
                Sha256.of("state"),
                PORT,
                new DeviceName("mbp-14"));
    return consent(login, PORT, "state");
  }

  @Test
  void the_right_password_opens_a_session_for_an_hour() {
    HeldSession held = signedIn();
    assertThat(held.portal()).isEqualTo(url());
    assertThat(held.project()).isEqualTo(project());
    assertThat(held.issued().user().email()).contains(EMAIL);
    assertThat(held.issued().user().name()).contains(new DisplayName(NAME));
    assertThat(held.issued().expiresAt()).isEqualTo(clock().instant().plus(Duration.ofHours(1)));
    assertThat(held.updatedAt()).isEqualTo(clock().instant());
  }

  @Test
  void a_wrong_password_and_an_unknown_address_are_refused() {
    assertThat(withPassword("wrong")).isEmpty();
    try (Password password = Password.of(RIGHT)) {
      assertThat(signIn().withPassword(url(), new Email("nobody@example.com"), password)).isEmpty();
    }
  }

  @Test
  void a_code_and_its_verifier_open_a_session_once() {
    BearerSecret code = code();
    assertThat(signIn().redeem(url(), code, VERIFIER))
        .get()
        .extracting(held -> held.issued().user().email())
        .isEqualTo(Optional.of(EMAIL));
    assertThat(signIn().redeem(url(), code, VERIFIER)).isEmpty();
  }

  @Test
  void a_wrong_verifier_is_refused_and_spends_the_code() {
    BearerSecret code = code();
    assertThat(signIn().redeem(url(), code, BearerSecret.generate(new SeededRandom(8), "")))
        .isEmpty();
    assertThat(signIn().redeem(url(), code, VERIFIER)).isEmpty();
  }

  @Test
  void a_code_that_nobody_issued_is_refused() {
    assertThat(signIn().redeem(url(), BearerSecret.presented("made-up"), VERIFIER)).isEmpty();
  }

  @Test
  void a_refresh_rotates_the_tokens_and_keeps_everything_else() {
    HeldSession before = signedIn();
    clock().advance(Duration.ofMinutes(56));
    HeldSession after = signIn().refresh(before).orElseThrow();
    assertThat(after.portal()).isEqualTo(before.portal());
    assertThat(after.project()).isEqualTo(before.project());
    assertThat(after.issued().user()).isEqualTo(before.issued().user());
    assertThat(after.issued().id()).isEqualTo(before.issued().id());
    assertThat(after.issued().expiresAt()).isEqualTo(clock().instant().plus(Duration.ofHours(1)));
    assertThat(after.updatedAt()).isEqualTo(clock().instant());
    assertThat(after.issued().refreshToken().constantTimeEquals(before.issued().refreshToken()))
        .isFalse();
    assertThat(signIn().refresh(after)).as("the new one works").isPresent();
  }

  @Test
  void after_signing_out_nothing_is_refreshed_and_signing_out_again_is_fine() {
    HeldSession held = signedIn();
    signIn().signOut(held);
    signIn().signOut(held);
    assertThat(signIn().refresh(held)).isEmpty();
  }

  @Test
  void a_refresh_token_that_comes_back_late_ends_the_session() {
    HeldSession old = signedIn();
    HeldSession current = signIn().refresh(old).orElseThrow();
    clock().advance(Duration.ofMinutes(1));
    assertThat(signIn().refresh(old)).isEmpty();
    assertThat(signIn().refresh(current)).isEmpty();
  }
}
