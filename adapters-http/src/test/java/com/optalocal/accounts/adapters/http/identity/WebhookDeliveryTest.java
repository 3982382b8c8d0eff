package com.optalocal.accounts.adapters.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.Texts;
import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.application.identity.MessagesContract;
import com.optalocal.accounts.application.identity.RecordFailedMessage;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.PortalUrl;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class WebhookDeliveryTest extends MessagesContract {
  private static final String SECRET = "a shared secret of the operator";
  private static final PortalUrl PORTAL = new PortalUrl("https://accounts.example.com");

  private record Posted(String signature, String body) {}

  private final List<Posted> posted = new CopyOnWriteArrayList<>();
  private final InMemoryPortalStores stores = new InMemoryPortalStores();
  private final MovableClock clock = new MovableClock();
  private final Deferred queue = new Deferred("messages", 1, 10);
  private volatile int status = 200;
  private HttpServer server;
  private WebhookDelivery delivery;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/messages",
        exchange -> {
          posted.add(
              new Posted(
                  exchange.getRequestHeaders().getFirst("Opta-Signature"),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    delivery =
        new WebhookDelivery(
            webhook("http://127.0.0.1:" + server.getAddress().getPort() + "/messages"),
            new MessageText(PORTAL, new Texts()),
            PORTAL,
            clock);
  }

  @AfterEach
  void stop() {
    queue.close();
    delivery.close();
    server.stop(0);
  }

  @Override
  protected Messages messages() {
    return new OutgoingMessages(
        delivery, queue, new RecordFailedMessage(stores.audit(), stores.work(), clock));
  }

  @Override
  protected List<String> arrived() {
    queue.close();
    return posted.stream().map(post -> json(post).path("code").asString()).toList();
  }

  @Test
  void what_is_posted_is_signed() throws Exception {
    delivery.deliver(MESSAGE);

    Posted post = posted.getFirst();
    long seconds = clock.instant().getEpochSecond();
    Mac hmac = Mac.getInstance("HmacSHA256");
    hmac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    hmac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
    assertThat(post.signature())
        .isEqualTo(
            "t="
                + seconds
                + ",v1="
                + HexFormat.of()
                    .formatHex(hmac.doFinal(post.body().getBytes(StandardCharsets.UTF_8))));
    assertThat(json(post).propertyNames())
        .containsExactly("kind", "channel", "to", "subject", "text", "html", "link", "code");
    assertThat(json(post).path("link").asString()).isEqualTo(MessageLink.of(PORTAL, MESSAGE));
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 500})
  void an_answer_that_is_no_yes_leaves_a_record(int answer) {
    status = answer;

    messages().send(OrgId.DEFAULT, MESSAGE);
    queue.close();

    assertThat(posted).hasSize(1);
    assertThat(stores.audit().actions(OrgId.DEFAULT.auditLog()))
        .containsExactly(AuditAction.MESSAGE_FAILED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.com/x", "ftp://example.com/", "https://user@example.com/", "/x"})
  void what_is_no_webhook_is_refused(String address) {
    assertThatThrownBy(() -> webhook(address)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_short_secret_is_refused() {
    SecretBytes tooShort = new SecretBytes(new byte[15]);

    assertThatThrownBy(
            () -> new Webhook(URI.create("https://example.com/x"), tooShort, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ObjectNode json(Posted post) {
    return Json.readObject(post.body().getBytes(StandardCharsets.UTF_8));
  }

  private static Webhook webhook(String address) {
    return new Webhook(
        URI.create(address),
        new SecretBytes(SECRET.getBytes(StandardCharsets.UTF_8)),
        Duration.ofSeconds(10));
  }
}
