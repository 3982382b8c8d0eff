package com.optalocal.accounts.adapters.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.http.Browser;
import com.optalocal.accounts.adapters.http.PortalFixture;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpPagesTest {
  private static final String PASSWORD = "a bridge of paper boats";
  private final PortalFixture portal = PortalFixture.start();
  private final Browser browser = portal.browser();

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void an_account_is_made_and_the_browser_is_signed_in() {
    Browser.Shown answer = browser.signUp("ana@example.com", PASSWORD);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo("/");
    Browser.Shown home = browser.open("/");
    assertThat(home.status()).isEqualTo(200);
    assertThat(home.html()).contains("Signed in as ana@example.com.", "No keys yet", "opta login");
  }

  @Test
  void a_name_in_any_script_comes_back_as_it_was_typed() {
    browser.open("/sign-up");
    browser.submit(
        "/sign-up",
        Map.of("email", "zoe@example.com", "name", "Zoë <Ångström> 李", "password", PASSWORD));

    assertThat(browser.open("/").html()).contains("Signed in as Zoë &lt;Ångström&gt; 李.");
  }

  @Test
  void the_owner_link_makes_the_first_owner_and_only_the_first() {
    browser.open("/sign-up?owner=" + portal.ownerLink());
    browser.submit("/sign-up", Map.of("email", "ana@example.com", "password", PASSWORD));

    assertThat(role("ana@example.com")).contains(Role.OWNER);
    assertThat(browser.open("/").html()).contains("owner of this portal");
    assertRefused(portal.browser().open("/sign-up?owner=" + portal.ownerLink()));
  }

  @Test
  void whoever_opened_the_owner_link_and_was_too_slow_gets_no_plain_account() {
    browser.open("/sign-up?owner=" + portal.ownerLink());
    Browser faster = portal.browser();
    faster.open("/sign-up?owner=" + portal.ownerLink());
    faster.submit("/sign-up", Map.of("email", "ben@example.com", "password", PASSWORD));

    assertRefused(
        browser.submit("/sign-up", Map.of("email", "ana@example.com", "password", PASSWORD)));
    assertNoAccount("ana@example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"own_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "own_", ""})
  void a_made_up_or_cut_owner_link_makes_no_account(String owner) {
    assertRefused(browser.open("/sign-up?owner=" + owner));
    browser.open("/sign-up");
    assertRefused(
        browser.submit(
            "/sign-up", Map.of("email", "ana@example.com", "password", PASSWORD, "owner", owner)));
    assertNoAccount("ana@example.com");
  }

  private static void assertRefused(Browser.Shown answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.html())
        .contains("This link is used or wrong", "open /sign-up")
        .doesNotContain("own_", "<form");
  }

  private void assertNoAccount(String email) {
    assertThat(portal.stores().users().findByEmail(OrgId.DEFAULT, new Email(email))).isEmpty();
  }

  @Test
  void a_taken_address_is_said_plainly_and_changes_nothing() {
    portal.browser().signUp("ana@example.com", PASSWORD);

    Browser.Shown answer = browser.signUp("ana@example.com", "another long password");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.html())
        .contains("There is an account with this address.", "value=\"ana@example.com\"");
    assertThat(browser.cookies()).doesNotContainKey("opta-session-" + portal.port());
    assertThat(portal.browser().signIn("ana@example.com", PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void a_weak_password_is_refused_with_the_reason_and_is_never_sent_back() {
    Browser.Shown answer = browser.signUp("ana@example.com", "s3cret!");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html())
        .contains("Use at least 10 characters.", "value=\"ana@example.com\"")
        .doesNotContain("s3cret!");
  }

  @Test
  void malformed_fields_are_each_told_under_themselves() {
    browser.open("/sign-up");
    Browser.Shown answer =
        browser.submit(
            "/sign-up", Map.of("email", "not an address", "name", "a\u202eb", "password", ""));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.html())
        .contains(
            "This is not a complete e-mail address.",
            "Use at most 80 printable characters.",
            "Use at least 10 characters.",
            "aria-invalid=\"true\"");
  }

  @Test
  void somebody_signed_in_is_sent_on() {
    browser.signUp("ana@example.com", PASSWORD);

    assertThat(browser.open("/sign-up?next=/keys").location()).isEqualTo("/keys");
  }

  private Optional<Role> role(String email) {
    Account user =
        portal.stores().users().findByEmail(OrgId.DEFAULT, new Email(email)).orElseThrow();
    return portal.stores().members().role(OrgId.DEFAULT, user.id());
  }
}
