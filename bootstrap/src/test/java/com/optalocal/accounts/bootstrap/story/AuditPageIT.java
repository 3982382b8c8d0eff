package com.optalocal.accounts.bootstrap.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The audit page in a real browser: what it finds, what it shows as it happens, and a proof that a
/// terminal checks.
class AuditPageIT {
  private static final int NARROW = 360;
  private static Optional<TestBrowser> browser = Optional.empty();

  @BeforeAll
  static void startBrowser() {
    browser = Optional.of(TestBrowser.start());
  }

  @AfterAll
  static void stopBrowser() {
    browser.ifPresent(TestBrowser::close);
  }

  @Test
  void it_finds_events_shows_new_ones_and_hands_out_proofs() {
    try (RunningPortal portal = RunningPortal.start();
        Machine laptop = Machine.withPortal(portal.url());
        BrowserContext context = browser.orElseThrow().newContext();
        Page page = context.newPage()) {
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.onPageError(complaints::add);
      portal.signUpOwner(TwoDevices.EMAIL, TwoDevices.PASSWORD);
      TwoDevices.login(laptop, "laptop").succeeded();
      signIn(page, portal);

      page.navigate(portal.url() + "/audit");
      page.getByRole(AriaRole.SEARCHBOX).fill("vault.created");
      page.getByRole(AriaRole.SEARCHBOX).press("Enter");
      page.waitForURL("**/audit?search=vault.created");
      assertThat(rows(page).allTextContents())
          .hasSize(1)
          .allMatch(row -> row.contains("vault.created"));

      Download download = page.waitForDownload(() -> page.getByText("Proof").last().click());
      Path proof = laptop.home().resolve("page.tlog-proof");
      download.saveAs(proof);
      laptop.opta("account", "sync").succeeded();
      assertThat(laptop.opta("audit", "verify", proof.toString()).succeeded().out())
          .contains("vault.created");

      page.navigate(portal.url() + "/audit?live=on&search=user.signed-up");
      assertThat(rows(page).count()).isEqualTo(1);
      portal.signUp("ben@example.test", TwoDevices.PASSWORD);
      rows(page).nth(1).waitFor();
      assertThat(rows(page).count()).isEqualTo(2);
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void a_narrow_window_never_scrolls_sideways_in_either_light() {
    try (RunningPortal portal = RunningPortal.start()) {
      portal.signUpOwner(TwoDevices.EMAIL, TwoDevices.PASSWORD);
      for (ColorScheme light : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        try (BrowserContext context =
                browser
                    .orElseThrow()
                    .newContext(
                        new Browser.NewContextOptions()
                            .setViewportSize(NARROW, 740)
                            .setColorScheme(light));
            Page page = context.newPage()) {
          signIn(page, portal);
          for (String view :
              List.of("", "?live=on", "?search=session", "?search=nothing-like-it")) {
            page.navigate(portal.url() + "/audit" + view);
            assertThat(page.evaluate("document.documentElement.scrollWidth"))
                .as("%s in %s", view, light)
                .isEqualTo(NARROW);
          }
        }
      }
    }
  }

  private static Locator rows(Page page) {
    return page.locator("tbody tr");
  }

  private static void signIn(Page page, RunningPortal portal) {
    page.navigate(portal.url() + "/sign-in");
    page.getByLabel("E-mail").fill(TwoDevices.EMAIL);
    page.getByLabel("Password").fill(TwoDevices.PASSWORD);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue"))
        .first()
        .click();
    page.waitForURL(portal.url() + "/");
  }
}
