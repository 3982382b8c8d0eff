package com.optalocal.accounts.bootstrap.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The story through a real browser, real terminals and real sockets: sign up, sign a terminal in,
/// store a key, use it on a second device.
class BrowserStoryIT {
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
  void a_person_signs_up_and_uses_a_key_on_two_devices() {
    try (RunningPortal portal = RunningPortal.start();
        Machine laptop = Machine.withPortal(portal.url());
        Machine desktop = Machine.withPortal(portal.url());
        BrowserContext context = browser.orElseThrow().newContext();
        Page page = context.newPage()) {
      List<String> complaints = new ArrayList<>();
      page.onConsoleMessage(message -> complaints.add(message.text()));
      page.onPageError(complaints::add);

      page.navigate(portal.ownerLink());
      signUp(page, "ana@example.test", "short");
      assertThat(page.content()).contains("Use at least 10 characters.");
      page.getByLabel("Password").fill(TwoDevices.PASSWORD);
      press(page, "Create account");
      assertThat(page.url()).isEqualTo(portal.url() + "/");
      assertThat(page.textContent("body")).contains("No keys yet", "opta login");

      signTerminalIn(laptop, "laptop", page);
      laptop
          .optaWith("sk-ant-1", "account", "keys", "push", "anthropic", "-", "--label", "work")
          .succeeded();
      page.navigate(portal.url() + "/keys");
      assertThat(page.textContent("main")).contains("ANTHROPIC_API_KEY", "work", "laptop");
      assertThat(page.content()).doesNotContain("sk-ant-1");

      try (Background login = startLogin(desktop, "desktop")) {
        consent(login, page);
        String words = login.await("(?m)^ +((?:[a-z]+ ){5}[a-z]+)$");
        page.navigate(portal.url() + "/devices");
        assertThat(page.textContent("main"))
            .contains("desktop", "opta devices approve")
            .doesNotContain(words);
        Machine.Run wrong =
            laptop.optaWith(
                words.replaceFirst("[a-z]+", words.endsWith("able") ? "about" : "able") + "\n",
                "account",
                "devices",
                "approve",
                "--words",
                "-");
        assertThat(wrong.exit()).as(wrong.err()).isNotZero();
        laptop.optaWith(words + "\n", "account", "devices", "approve", "--words", "-").succeeded();
        assertThat(login.exit()).as(login.said()).isZero();
        assertThat(login.said()).contains("Synchronized across 2 devices");
      }
      desktop.opta("run", "--", "sh", "-c", "test \"$ANTHROPIC_API_KEY\" = sk-ant-1").succeeded();
      assertThat(laptop.opta("audit", "list").succeeded().out())
          .contains("user.signed-up", "vault.created", "vault.item-written", "device.added");

      press(page, "Sign out");
      page.navigate(portal.url() + "/keys");
      assertThat(page.url()).contains("/sign-in");
      // the refused password was answered 422, which Chromium mentions
      assertThat(complaints).allMatch(said -> said.contains("422"));
    }
  }

  @Test
  void sign_in_refuses_what_is_wrong_and_goes_where_it_should() {
    try (RunningPortal portal = RunningPortal.start();
        BrowserContext context = browser.orElseThrow().newContext();
        Page page = context.newPage()) {
      portal.signUp("ana@example.test", TwoDevices.PASSWORD);
      page.navigate(portal.url() + "/sign-in?next=//evil.example/");
      page.getByLabel("E-mail").fill("ana@example.test");
      page.getByLabel("Password").fill("not the password");
      press(page, "Continue");
      assertThat(page.textContent("body")).contains("do not match an account");
      page.getByLabel("Password").fill(TwoDevices.PASSWORD);
      press(page, "Continue");
      assertThat(page.url()).isEqualTo(portal.url() + "/");
      context.clearCookies();
      page.navigate(portal.url() + "/sign-up");
      signUp(page, "ana@example.test", TwoDevices.PASSWORD);
      assertThat(page.textContent("body")).contains("There is an account with this address");
    }
  }

  private static void signUp(Page page, String email, String password) {
    page.getByLabel("E-mail").fill(email);
    page.getByLabel("Password").fill(password);
    press(page, "Create account");
  }

  private static void press(Page page, String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).first().click();
    page.waitForLoadState();
  }

  private static void signTerminalIn(Machine machine, String name, Page page) {
    try (Background login = startLogin(machine, name)) {
      consent(login, page);
      assertThat(login.exit()).as(login.said()).isZero();
      assertThat(login.said()).contains("Signed in as ana@example.test on " + name);
      assertThat(login.said()).contains("recovery key");
    }
  }

  private static Background startLogin(Machine machine, String name) {
    return machine.start("login", "--no-browser", "--custody", "plain-file", "--device-name", name);
  }

  /// What the browser does when the terminal opens it.
  private static void consent(Background login, Page page) {
    page.navigate(login.await("(http://localhost:[0-9]+/cli/login\\?\\S+)"));
    assertThat(page.textContent("body")).contains("Opta CLI");
    press(page, "Allow");
    assertThat(page.url()).startsWith("http://127.0.0.1:");
  }
}
