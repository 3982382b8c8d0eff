package com.optalocal.accounts.bootstrap.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackListenerTest {
  private static final String STATE = "c3RhdGUtb2YtdGhpcy1zaWduLWluLTQzLWNoYXJhY3RlcnM";
  private static final String ISSUER = "https://accounts.example.test";
  private static final Duration DEADLINE = Duration.ofMillis(700);
  private static final Duration LONG = Duration.ofSeconds(10);

  private LoopbackListener listener;

  @BeforeEach
  void listen() throws IOException {
    listener = LoopbackListener.bind(STATE, 0, DEADLINE);
  }

  @AfterEach
  void close() {
    listener.close();
  }

  private int port() {
    return listener.port().value();
  }

  private String good() {
    return "/callback?code=the-code&state=" + STATE + "&iss=" + ISSUER.replace(":", "%3A");
  }

  private String request(String method, String target, String host) {
    return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\nAccept: */*\r\n\r\n";
  }

  private String get(String target) throws IOException {
    return send(request("GET", target, "127.0.0.1:" + port()));
  }

  /// The whole answer to raw bytes.
  private String send(String raw) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout((int) LONG.toMillis());
      socket.getOutputStream().write(raw.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException reset) {
      return "reset";
    }
  }

  private void assertStillWaiting() throws InterruptedException {
    assertThat(listener.await(Duration.ofMillis(1))).isEmpty();
  }

  private void assertTakes(String code) throws InterruptedException {
    assertThat(listener.await(LONG))
        .hasValueSatisfying(
            callback -> {
              Callback.Code taken = (Callback.Code) callback;
              assertThat(taken.code().reveal()).isEqualTo(code);
              assertThat(taken.issuer()).isEqualTo(ISSUER);
            });
  }

  @Test
  void the_answer_is_taken_and_a_finished_page_shown() throws Exception {
    assertThat(get(good()))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Cache-Control: no-store", "Referrer-Policy: no-referrer")
        .contains("default-src 'none'")
        .contains("Back to your terminal")
        .doesNotContain("the-code", STATE);
    assertTakes("the-code");
  }

  @Test
  void a_wrong_state_is_refused_and_the_right_one_still_taken() throws Exception {
    String wrong = good().replace(STATE, STATE.substring(1) + "x");
    assertThat(get(wrong)).startsWith("HTTP/1.1 400 ");
    assertThat(get(wrong.replace("the-code", "planted"))).startsWith("HTTP/1.1 400 ");
    assertStillWaiting();
    assertThat(get(good())).startsWith("HTTP/1.1 200 ");
    assertTakes("the-code");
  }

  @Test
  void a_second_answer_changes_nothing() throws Exception {
    get(good());
    assertThat(get(good().replace("the-code", "second"))).startsWith("HTTP/1.1 410 ");
    assertTakes("the-code");
  }

  @Test
  void a_denied_consent_ends_the_wait() throws Exception {
    assertThat(get("/callback?error=access_denied&state=" + STATE))
        .contains("Nothing was signed in");
    assertThat(listener.await(LONG)).contains(new Callback.Refused(true));
  }

  @Test
  void an_error_without_our_state_is_not_ours() throws Exception {
    assertThat(get("/callback?error=access_denied&state=x")).startsWith("HTTP/1.1 400 ");
    assertStillWaiting();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/callback",
        "/callback?",
        "/callback?code=a",
        "/callback?state=STATE",
        "/callback?code=a&state=STATE",
        "/callback?code=&state=STATE&iss=i",
        "/callback?code=a&code=b&state=STATE&iss=i",
        "/callback?code=a&state=STATE&state=STATE&iss=i",
        "/callback?code=a&state=STATE&iss=i&iss=j",
        "/callback?code=%zz&state=STATE&iss=i",
        "/callback?code=a;state=STATE;iss=i",
      })
  void what_lacks_a_field_or_has_one_twice_is_not_ours(String target) throws Exception {
    assertThat(get(target.replace("STATE", STATE))).startsWith("HTTP/1.1 400 ");
    assertStillWaiting();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/callback/", "/Callback", "/callback%3Fcode=a", "//callback"})
  void any_other_path_is_nothing(String path) throws Exception {
    assertThat(get(path + "?code=a&state=" + STATE + "&iss=i")).startsWith("HTTP/1.1 404 ");
    assertStillWaiting();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "HEAD", "PUT", "OPTIONS", "get", "CONNECT"})
  void any_other_method_is_refused(String method) throws Exception {
    assertThat(send(request(method, good(), "127.0.0.1:" + port()))).startsWith("HTTP/1.1 405 ");
    assertStillWaiting();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost:PORT",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:PORT",
        "evil.example:PORT",
        "[::1]:PORT",
        "127.0.0.1:PORT.",
        ""
      })
  void any_other_host_is_misdirected(String host) throws Exception {
    assertThat(send(request("GET", good(), host.replace("PORT", String.valueOf(port())))))
        .startsWith("HTTP/1.1 421 ");
    assertStillWaiting();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /callback?TARGET HTTP/1.1\r\n\r\n",
        "GET /callback?TARGET HTTP/1.1\r\nHost: HERE\r\nHost: HERE\r\n\r\n",
        "GET /callback?TARGET HTTP/1.1\r\nHost: HERE\r\nbroken\r\n\r\n",
        "GET http://HERE/callback?TARGET HTTP/1.1\r\nHost: HERE\r\n\r\n",
        "GET /callback?TARGET\r\nHost: HERE\r\n\r\n",
        "GET /callback?TARGET HTTP/2.0\r\nHost: HERE\r\n\r\n",
        "nonsense\r\n\r\n"
      })
  void a_malformed_request_is_refused(String raw) throws Exception {
    String filled =
        raw.replace("TARGET", good().substring("/callback?".length()))
            .replace("HERE", "127.0.0.1:" + port());
    assertThat(send(filled)).startsWith("HTTP/1.1 400 ");
    assertStillWaiting();
  }

  @Test
  void a_head_that_is_too_long_is_refused() throws Exception {
    String padding = "X-Padding: " + "x".repeat(9000) + "\r\n";
    String raw = request("GET", good(), "127.0.0.1:" + port());
    assertThat(send(raw.replace("Accept: */*\r\n", padding))).matches("(?s)HTTP/1.1 400 .*|reset");
    assertStillWaiting();
  }

  @Test
  void slow_clients_keep_nobody_waiting_and_are_cut_off() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.getOutputStream().write("GET /callback?co".getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }
      assertThat(get(good())).startsWith("HTTP/1.1 200 ");
      assertTakes("the-code");
      for (Socket socket : slow) {
        socket.setSoTimeout((int) LONG.toMillis());
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            .startsWith("HTTP/1.1 400 ");
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void a_client_that_drips_is_cut_off_at_the_same_deadline() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout((int) LONG.toMillis());
      Thread dripping =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      while (true) {
                        socket.getOutputStream().write('x');
                        Thread.sleep(50);
                      }
                    } catch (IOException | InterruptedException cutOff) {
                      // as it should be
                    }
                  });
      long began = System.nanoTime();
      try {
        socket.getInputStream().readAllBytes();
      } catch (SocketException reset) {
        // cut off while it still wrote
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LONG);
      dripping.interrupt();
      dripping.join(LONG);
    }
    assertStillWaiting();
  }

  @Test
  void nobody_comes_and_the_wait_ends() throws Exception {
    assertThat(listener.await(Duration.ofMillis(50))).isEmpty();
  }

  @Test
  void an_address_that_somebody_pasted_counts_as_the_browser() throws Exception {
    assertThat(listener.offer("http://127.0.0.1:9998/callback?code=x&state=other&iss=i")).isFalse();
    assertThat(listener.offer("no address at all")).isFalse();
    assertThat(listener.offer(" http://127.0.0.1:1" + good() + " ")).isTrue();
    assertTakes("the-code");
  }

  @Test
  void a_taken_port_is_left_alone_and_a_free_one_used() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        LoopbackListener other = LoopbackListener.bind(STATE, taken.getLocalPort(), DEADLINE)) {
      assertThat(other.port().value()).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void after_close_nobody_listens() throws Exception {
    int port = port();
    listener.close();
    Assertions.assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_code_of_another_issuer_is_not_used() {
    Callback.Parsed parsed = Callback.parse(good().substring("/callback?".length()), STATE);
    Callback ours = ((Callback.Parsed.Ours) parsed).callback();
    assertThat(BrowserSignIn.codeOf(ours, new PortalUrl(ISSUER)).reveal()).isEqualTo("the-code");
    Assertions.assertThatThrownBy(
            () -> BrowserSignIn.codeOf(ours, new PortalUrl("https://accounts.other.test")))
        .isInstanceOfSatisfying(
            CommandFailed.class, f -> assertThat(f.exit()).isEqualTo(ExitCode.INTEGRITY));
  }
}
