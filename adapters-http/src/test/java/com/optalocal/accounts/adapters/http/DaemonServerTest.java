package com.optalocal.accounts.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The daemon's door, knocked at with raw requests: who gets in, and what a stranger learns.
class DaemonServerTest {
  private static final String JSON = "Content-Type: application/json";
  private static final String HEALTH = "{\"op\":\"health\"}";

  private final DaemonFixture daemon =
      new DaemonFixture(new TestDevice("mbp-14", new InMemoryPortal(new MovableClock()), 1));
  private final int port = daemon.port();

  @AfterEach
  void the_daemon_stops() {
    daemon.close();
  }

  private record Answer(int status, String head, String text) {
    JsonValue.Fields json() {
      return JsonText.readFields(text.getBytes(StandardCharsets.UTF_8));
    }

    String code() {
      return json().text("code").orElse("");
    }
  }

  private Answer send(String head, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String request =
          head.replace("\n", "\r\n")
              + "Connection: close\r\nContent-Length: "
              + body.getBytes(StandardCharsets.UTF_8).length
              + "\r\n\r\n"
              + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int split = answer.indexOf("\r\n\r\n");
      return new Answer(
          Integer.parseInt(answer.substring(9, 12)),
          answer.substring(0, split),
          answer.substring(split + 4));
    }
  }

  private String post(String... headers) {
    return "POST /v3/operations HTTP/1.1\n" + String.join("\n", headers) + "\n";
  }

  private String host() {
    return "Host: 127.0.0.1:" + port;
  }

  private String bearer() {
    return "Authorization: Bearer " + daemon.token();
  }

  private Answer operate(String body) throws IOException {
    return send(post(host(), bearer(), JSON), body);
  }

  private static void assertRefused(Answer answer, int status, String code) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.json().isTrue("ok")).isFalse();
    assertThat(answer.head()).contains("application/problem+json");
    assertThat(answer.json().text("title")).isPresent();
    assertThat(answer.json().text("detail")).isPresent();
    assertThat(answer.json().text("next")).isPresent();
  }

  @Test
  void a_program_with_the_token_is_answered() throws IOException {
    Answer answer = operate(HEALTH);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().isTrue("ok")).isTrue();
    assertThat(answer.json().text("version")).contains(DaemonFixture.VERSION);
    assertThat(answer.json().number("pid")).contains(DaemonFixture.PID);
    assertThat(answer.json().number("keysLoaded")).contains(0L);
    assertThat(answer.head()).contains("no-store").doesNotContain("Server:");
  }

  @Test
  void localhost_is_another_name_for_it() throws IOException {
    assertThat(send(post("Host: localhost:" + port, bearer(), JSON), HEALTH).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:PORT",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "127.0.0.1.evil.example:PORT",
        "[::1]:PORT",
        "0.0.0.0:PORT",
        "127.1:PORT"
      })
  void any_other_host_is_refused_whatever_it_brings(String host) throws IOException {
    String named = "Host: " + host.replace("PORT", "" + port);
    assertRefused(send(post(named, bearer(), JSON), HEALTH), 421, "wrong_host");
    assertRefused(
        send("GET /v3/hello?nonce=aaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\n" + named + "\n", ""),
        421,
        "wrong_host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: 127.0.0.1:PORT.evil.example",
        "Host: 127.0.0.1:PORT\nHost: 127.0.0.1:PORT",
        "Host: 127.0.0.1:PORT\nHost: evil.example",
        "Host: 127.0.0.1:PORT, evil.example",
        "Host: user@127.0.0.1:PORT",
        "X-No: host"
      })
  void a_host_that_is_none_is_a_bad_request(String header) throws IOException {
    Answer answer = send(post(header.replace("PORT", "" + port), bearer(), JSON), HEALTH);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.head()).contains("application/problem+json");
    assertThat(answer.text()).doesNotContain("evil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null", "http://127.0.0.1:PORT", ""})
  void a_page_is_refused_whatever_it_brings(String origin) throws IOException {
    String from = "Origin: " + origin.replace("PORT", "" + port);
    assertRefused(send(post(host(), bearer(), JSON, from), HEALTH), 403, "from_a_page");
    assertRefused(
        send(
            "GET /v3/hello?nonce=aaaaaaaaaaaaaaaaaaaaaa HTTP/1.1\n" + host() + "\n" + from + "\n",
            ""),
        403,
        "from_a_page");
    Answer preflight =
        send(
            "OPTIONS /v3/operations HTTP/1.1\n"
                + host()
                + "\n"
                + from
                + "\nAccess-Control-Request-Method: POST\n",
            "");
    assertThat(preflight.status()).isEqualTo(403);
    assertThat(preflight.head()).doesNotContainIgnoringCase("access-control-allow");
  }

  @Test
  void without_its_token_nothing_is_answered() throws IOException {
    String right = daemon.token();
    List<String> wrong =
        List.of(
            "X-Nothing: 1",
            "Authorization: Bearer ",
            "Authorization: Bearer opta_tok_wrong",
            "Authorization: Bearer " + right + "x",
            "Authorization: Bearer " + right.substring(0, right.length() - 1),
            "Authorization: bearer " + right,
            "Authorization: Basic " + right,
            "Authorization: " + right,
            "Authorization: Bearer " + "x".repeat(5000),
            "Authorization: Bearer wrong\nAuthorization: Bearer " + right);
    for (String header : wrong) {
      assertRefused(send(post(host(), header, JSON), HEALTH), 401, "wrong_token");
    }
    assertRefused(send("GET /v3/operations HTTP/1.1\n" + host() + "\n", ""), 401, "wrong_token");
    assertRefused(send("GET /anything HTTP/1.1\n" + host() + "\n", ""), 401, "wrong_token");
    assertRefused(
        send("GET /v3/operations?token=" + right + " HTTP/1.1\n" + host() + "\n", ""),
        401,
        "wrong_token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "application/json; charset=utf-16",
        "text/plain; application/json"
      })
  void only_json_is_read(String type) throws IOException {
    assertRefused(send(post(host(), bearer(), "Content-Type: " + type), HEALTH), 415, "wrong_type");
    assertRefused(send(post(host(), bearer()), HEALTH), 415, "wrong_type");
  }

  @Test
  void json_may_say_that_it_is_utf_8() throws IOException {
    assertThat(
            send(post(host(), bearer(), "Content-Type: application/json; charset=UTF-8"), HEALTH)
                .status())
        .isEqualTo(200);
  }

  @Test
  void a_body_over_a_mebibyte_is_refused() throws IOException {
    String large =
        "{\"op\":\"keys.push\",\"payload\":{\"name\":\"K\",\"value\":\""
            + "A".repeat(DaemonServer.MAX_BODY_BYTES)
            + "\"}}";
    assertRefused(operate(large), 413, "too_large");
    assertThat(operate(HEALTH).status()).as("and it is still there").isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "'' | ''",
        "[] | ''",
        "{ | ''",
        "{} | /op",
        "{\"op\":7} | /op",
        "{\"op\":\"health\",\"op\":\"health\"} | /op",
        "{\"op\":\"health\",\"extra\":1} | /extra",
        "{\"op\":\"health\",\"payload\":[]} | /payload",
        "{\"op\":\"health\",\"payload\":null} | /payload",
        "{\"op\":\"health\",\"payload\":{\"x\":1}} | /payload/x",
        "{\"op\":\"keys.push\"} | /payload/name",
        "{\"op\":\"keys.push\",\"payload\":{\"name\":\"K\"}} | /payload/value",
        "{\"op\":\"keys.push\",\"payload\":{\"name\":\"K\",\"value\":\"AA\",\"valu\":\"\"}} | /payload/valu",
        "{\"op\":\"keys.push\",\"payload\":{\"name\":\"K\",\"value\":\"AA==\",\"value\":\"AA==\"}} | /payload/value",
        "{\"op\":\"keys.push\",\"payload\":{\"name\":\"K\",\"value\":7}} | /payload/value",
        "{\"op\":\"keys.push\",\"payload\":{\"name\":\"K\",\"value\":\"AB==\"}} | /payload/value",
        "{\"op\":\"keys.push\",\"payload\":{\"name\":\"K\",\"value\":\"no base64\"}} | /payload/value",
        "{\"op\":\"keys.push\",\"payload\":{\"name\":\"K\",\"value\":\"\"}} | /payload/value",
        "{\"op\":\"keys.push\",\"payload\":{\"name\":\"lower\",\"value\":\"AA==\"}} | /payload/name",
        "{\"op\":\"keys.lease\",\"payload\":{\"only\":[\"K\",7]}} | /payload/only",
        "{\"op\":\"keys.lease\",\"payload\":{\"only\":[\"K\",\"bad name\"]}} | /payload/only/1",
        "{\"op\":\"audit.list\",\"payload\":{\"limit\":0}} | /payload/limit",
        "{\"op\":\"audit.list\",\"payload\":{\"limit\":1.5}} | /payload/limit",
        "{\"op\":\"audit.list\",\"payload\":{\"limit\":99999999999}} | /payload/limit",
        "{\"op\":\"devices.approve\",\"payload\":{\"request\":\"x\",\"words\":\"a\"}} | /payload/request"
      })
  void what_is_not_valid_is_pointed_at(String body, String pointer) throws IOException {
    Answer answer = operate(body);
    assertRefused(answer, 400, "invalid");
    assertThat(answer.json().text("kind")).contains("usage");
    assertThat(answer.json().text("pointer")).contains(pointer);
  }

  @Test
  void a_refusal_never_repeats_what_was_sent() throws IOException {
    for (String body :
        List.of(
            "{\"op\":\"keys.push\",\"payload\":{\"name\":\"sk-ant-1\",\"value\":\"AA==\"}}",
            "{\"op\":\"keys.push\",\"payload\":{\"name\":\"K\",\"value\":\"sk-ant-1!\"}}",
            "{\"op\":\"sk-ant-1\"}",
            "{\"op\":sk-ant-1}")) {
      assertThat(operate(body).text()).doesNotContain("sk-ant");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "key.list, keys.list",
    "keys.pull, keys.push",
    "vault.pul, vault.pull",
    "helth, health",
    "login.finsh, login.finish"
  })
  void an_unknown_operation_is_answered_with_the_nearest_names(String typed, String nearest)
      throws IOException {
    Answer answer = operate("{\"op\":\"" + typed + "\"}");
    assertRefused(answer, 404, "unknown_operation");
    assertThat(answer.json().texts("nearest")).contains(nearest).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void nothing_near_suggests_nothing() throws IOException {
    assertThat(operate("{\"op\":\"zzzzzzzzzzzz\"}").json().texts("nearest")).isEmpty();
    assertThat(operate("{\"op\":\"" + "x".repeat(100_000) + "\"}").json().texts("nearest"))
        .isEmpty();
  }

  @Test
  void the_list_names_every_operation_with_its_schema() throws IOException {
    Answer answer = send("GET /v3/operations HTTP/1.1\n" + host() + "\n" + bearer() + "\n", "");
    assertThat(answer.status()).isEqualTo(200);
    List<JsonValue.Fields> operations = answer.json().objects("operations");
    assertThat(operations.stream().map(operation -> operation.text("op").orElseThrow()))
        .containsExactly(
            "health",
            "daemon.stop",
            "account.status",
            "custody.status",
            "session.end",
            "login.begin",
            "login.announce",
            "login.finish",
            "login.wait",
            "vault.status",
            "vault.pull",
            "keys.list",
            "keys.push",
            "keys.lease",
            "devices.list",
            "devices.approve",
            "audit.list",
            "audit.verify",
            "audit.pinned",
            "audit.compare",
            "audit.witnesses",
            "audit.records",
            "audit.prove",
            "audit.append",
            "audit.erase",
            "license.status",
            "license.check",
            "license.refresh",
            "license.trust",
            "license.list",
            "license.publish",
            "license.revoke");
    for (JsonValue.Fields operation : operations) {
      JsonValue.Fields schema = operation.fields("payload").orElseThrow();
      assertThat(schema.text("type")).contains("object");
      assertThat(schema.find("additionalProperties")).contains(JsonValue.of(false));
      assertThat(schema.fields("properties").orElseThrow().members().keySet())
          .containsAll(schema.texts("required"));
    }
  }

  @Test
  void other_addresses_and_methods_are_a_problem_document_too() throws IOException {
    assertThat(send("GET / HTTP/1.1\n" + host() + "\n" + bearer() + "\n", "").status())
        .isEqualTo(404);
    Answer deleted = send("DELETE /v3/operations HTTP/1.1\n" + host() + "\n" + bearer() + "\n", "");
    assertThat(deleted.status()).isIn(404, 405);
    assertThat(deleted.json().isTrue("ok")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "with space in it now",
        "aaaaaaaaaaaaaaa.",
        "%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00%00"
      })
  void a_nonce_has_its_form(String nonce) throws IOException {
    String target = "/v3/hello?nonce=" + nonce.replace(" ", "%20");
    assertRefused(send("GET " + target + " HTTP/1.1\n" + host() + "\n", ""), 400, "invalid");
    assertRefused(send("GET /v3/hello HTTP/1.1\n" + host() + "\n", ""), 400, "invalid");
  }

  @Test
  void hello_proves_the_token_without_telling_it() throws IOException {
    String nonce = "abcdefghijklmnopqrstuv";
    Answer answer = send("GET /v3/hello?nonce=" + nonce + " HTTP/1.1\n" + host() + "\n", "");
    assertThat(answer.json().members()).containsOnlyKeys("proof");
    assertThat(answer.json().text("proof")).contains(hmac(daemon.token(), nonce + port));
    assertThat(answer.text()).doesNotContain(daemon.token());
  }

  /// By the JDK, so that two implementations agree.
  private static String hmac(String key, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(message.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void it_listens_on_loopback_only() throws IOException {
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          assertThat(isOpen(address)).as("%s", address).isFalse();
        }
      }
    }
    assertThat(isOpen(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
  }

  private boolean isOpen(InetAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 1_000);
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
