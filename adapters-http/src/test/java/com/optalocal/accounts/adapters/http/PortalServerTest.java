package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortalServerTest {
  private final PortalFixture portal = PortalFixture.start();

  @AfterEach
  void stop() {
    portal.close();
  }

  @Test
  void it_tells_what_it_is_called() {
    ApiClient.Answer answer = portal.api().get("/api/portal");

    assertThat(answer.json())
        .isEqualTo(
            Json.object()
                .put("project", PortalFixture.PROJECT.value())
                .put("version", "0.1.0")
                .put("issuer", portal.publicUrl() + "/auth/v1")
                .put("publicUrl", portal.publicUrl().value()));
  }

  @Test
  void it_is_ready_while_the_store_answers_and_healthy_even_if_not() {
    assertThat(portal.api().get("/readyz").status()).isEqualTo(200);

    portal.stores().work().breakDown();

    ApiClient.Answer notReady = portal.api().get("/readyz");
    assertThat(notReady.status()).isEqualTo(503);
    assertThat(notReady.header("Retry-After")).isNotEmpty();
    assertThat(portal.api().get("/healthz").status()).isEqualTo(200);
  }

  @Test
  void a_store_that_fails_is_said_calmly_at_every_door_and_changes_nothing() {
    portal.stores().work().breakDown();

    ApiClient.Answer api =
        portal
            .api()
            .post(
                "/api/cli/logins",
                Json.object()
                    .put("code_challenge", "A".repeat(43))
                    .put("code_challenge_method", "S256")
                    .put("state_hash", "A".repeat(43))
                    .put("port", 9998)
                    .put("device_name", "mbp-14"));
    ApiClient.Answer auth =
        portal
            .api()
            .post(
                "/auth/v1/signup",
                Json.object().put("email", "a@example.com").put("password", "a long password"));
    Browser.Shown page = portal.browser().signUp("a@example.com", "a long password");

    assertThat(api.status()).isEqualTo(503);
    assertThat(api.code()).isEqualTo("unavailable");
    assertThat(auth.status()).isEqualTo(503);
    assertThat(auth.header("X-Sb-Error-Code")).isEqualTo("unexpected_failure");
    assertThat(page.status()).isEqualTo(503);
    assertThat(page.html()).contains("Nothing was changed.").doesNotContain("StoreUnavailable");
    portal.stores().work().repair();
    assertThat(portal.browser().signUp("a@example.com", "a long password").status()).isEqualTo(303);
  }

  @Test
  void an_address_without_a_route_is_answered_in_the_way_of_its_door_and_never_quoted() {
    ApiClient.Answer api = portal.api().get("/api/quoted");
    ApiClient.Answer auth = portal.api().get("/auth/v1/quoted");
    Browser.Shown page = portal.browser().open("/quoted");

    assertThat(api.status()).isEqualTo(404);
    assertThat(api.code()).isEqualTo("not_found");
    assertThat(auth.status()).isEqualTo(404);
    assertThat(auth.json().path("error_code").asString()).isEqualTo("unknown");
    assertThat(page.status()).isEqualTo(404);
    assertThat(page.html()).contains("<h1>Not found</h1>").doesNotContain("quoted");
    assertThat(api.text() + auth.text()).doesNotContain("quoted");
  }

  @Test
  void another_method_is_not_allowed() {
    assertThat(portal.api().delete("/api/portal").status()).isEqualTo(405);
    assertThat(
            portal
                .api()
                .send(
                    portal
                        .api()
                        .request("/api/vault")
                        .method("TRACE", HttpRequest.BodyPublishers.noBody()))
                .status())
        .isIn(404, 405);
  }

  @Test
  void every_answer_carries_the_security_headers() {
    Browser browser = portal.browser();
    browser.signUp("ana@example.com", "a bridge of paper boats");
    List<Browser.Shown> answers =
        List.of(
            browser.open("/"),
            browser.open("/keys"),
            browser.open("/devices"),
            browser.open("/audit"),
            browser.open("/quoted"),
            browser.open("/sign-in"),
            browser.open("/healthz"),
            browser.open("/auth/v1/settings"),
            portal.browser().open("/keys"),
            portal.browser().open("/sign-up"));

    assertThat(answers)
        .allSatisfy(answer -> {
          assertThat(answer.header("Content-Security-Policy"))
              .startsWith("default-src 'none'")
              .contains("frame-ancestors 'none'", "base-uri 'none'")
              .doesNotContain("unsafe", "*");
          assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
          assertThat(answer.header("Referrer-Policy")).isIn("no-referrer", "same-origin");
          assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
          assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
          assertThat(answer.header("Server")).isEmpty();
        });
  }

  @Test
  void a_page_has_a_fresh_nonce_each_time_and_says_its_encoding() {
    Browser browser = portal.browser();
    Browser.Shown one = browser.open("/sign-in");
    Browser.Shown two = browser.open("/sign-in");

    assertThat(one.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(nonce(one)).isNotEqualTo(nonce(two));
  }

  @Test
  void the_stylesheet_is_named_by_its_content_and_may_be_kept_for_ever() {
    Browser browser = portal.browser();
    Matcher link =
        Pattern.compile("href=\"(/assets/[a-z]+-[0-9a-f]{16}\\.css)\"")
            .matcher(browser.open("/sign-in").html());
    assertThat(link.find()).isTrue();

    Browser.Shown sheet = browser.open(link.group(1));

    assertThat(sheet.status()).isEqualTo(200);
    assertThat(sheet.header("Content-Type")).startsWith("text/css");
    assertThat(sheet.header("Cache-Control")).contains("immutable");
    assertThat(browser.open("/assets/opta-0000000000000000.css").status()).isEqualTo(404);
    assertThat(browser.open("/assets/..%2fopenapi.json").status()).isIn(400, 404);
  }

  @Test
  void stopping_lets_requests_under_way_finish_and_takes_no_new_ones()
      throws ExecutionException, InterruptedException {
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    portal.beforeReadiness(() -> {
      underWay.countDown();
      await(goOn);
    });
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> answer =
          others.submit(
              () -> RawClient.get(portal.port(), "/readyz", "Host: 127.0.0.1:" + portal.port()));
      await(underWay);
      Future<?> stopped = others.submit(() -> portal.server().stop());
      while (isListening()) {
        // each round is a connection of its own, so this is no spinning
        assertThat(answer.isDone()).isFalse();
      }
      goOn.countDown();

      assertThat(RawClient.status(answer.get())).isEqualTo(200);
      stopped.get();
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portal.port())) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_port_that_somebody_else_has_is_named() {
    assertThatThrownBy(() -> PortalFixture.startOn(portal.port()))
        .isInstanceOf(PortInUse.class)
        .hasMessageContaining(Integer.toString(portal.port()));
  }

  private static InetAddress loopbackSix() throws IOException {
    byte[] one = new byte[16];
    one[15] = 1;
    return InetAddress.getByAddress(one);
  }

  /// Browsers try `::1` before 127.0.0.1 for `localhost`.
  @Test
  void a_portal_of_this_machine_answers_on_both_loopback_addresses() throws IOException {
    try (Socket six = new Socket(loopbackSix(), portal.port())) {
      six.getOutputStream()
          .write(
              ("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:" + portal.port() + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(six.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void a_port_that_somebody_has_on_the_other_loopback_address_is_taken() throws IOException {
    try (ServerSocket squatter = new ServerSocket()) {
      squatter.bind(new InetSocketAddress(loopbackSix(), 0));
      assertThatThrownBy(() -> PortalFixture.startOn(squatter.getLocalPort()))
          .isInstanceOf(PortInUse.class);
    }
  }

  private static String nonce(Browser.Shown page) {
    Matcher nonce =
        Pattern.compile("script-src 'nonce-([^']+)'")
            .matcher(page.header("Content-Security-Policy"));
    assertThat(nonce.find()).isTrue();
    return nonce.group(1);
  }
}
