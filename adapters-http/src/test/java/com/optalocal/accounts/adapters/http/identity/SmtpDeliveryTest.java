package com.optalocal.accounts.adapters.http.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.optalocal.accounts.adapters.http.Texts;
import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.application.identity.MessagesContract;
import com.optalocal.accounts.application.identity.RecordFailedMessage;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.PortalUrl;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpDeliveryTest extends MessagesContract {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern CODE = Pattern.compile("this code: ([0-9]{6})");
  private static final MessageText TEXT =
      new MessageText(new PortalUrl("https://accounts.example.com"), new Texts());

  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final InMemoryPortalStores stores = new InMemoryPortalStores();
  private final Deferred queue = new Deferred("messages", 1, 10);

  @BeforeEach
  void start() {
    mail.start();
  }

  @AfterEach
  void stop() {
    queue.close();
    mail.stop();
  }

  @Override
  protected Messages messages() {
    return sending(server("smtp://127.0.0.1:" + mail.getSmtp().getPort(), Optional.empty()));
  }

  @Override
  protected List<String> arrived() {
    queue.close();
    List<String> codes = new ArrayList<>();
    for (MimeMessage message : mail.getReceivedMessages()) {
      Matcher code = CODE.matcher(GreenMailUtil.getBody(message));
      assertThat(code.find()).isTrue();
      codes.add(code.group(1));
    }
    return codes;
  }

  @Test
  void a_mail_has_words_and_html_and_asks_for_no_answer() throws Exception {
    messages().send(OrgId.DEFAULT, MESSAGE);
    queue.close();

    MimeMessage received = mail.getReceivedMessages()[0];
    assertThat(received.getSubject()).isEqualTo("Confirm your address");
    assertThat(received.getFrom()[0]).hasToString("opta@example.com");
    assertThat(received.getAllRecipients()[0]).hasToString("ana@example.com");
    assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(received.getContentType()).startsWith("multipart/alternative");
    assertThat(GreenMailUtil.getBody(received)).contains("text/plain").contains("text/html");
  }

  @Test
  void a_server_that_knows_the_user_takes_the_password() {
    mail.setUser("opta", "the server's password");
    SmtpServer server =
        server(
            "smtp://opta@127.0.0.1:" + mail.getSmtp().getPort(),
            Optional.of(secret("the server's password")));

    sending(server).send(OrgId.DEFAULT, MESSAGE);

    assertThat(arrived()).containsExactly(MESSAGE.code().reveal());
    assertThat(server.toString()).doesNotContain("the server's password");
  }

  @Test
  void a_server_that_is_not_there_leaves_a_record_and_no_exception() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }

    sending(server("smtp://127.0.0.1:" + closed, Optional.empty())).send(OrgId.DEFAULT, MESSAGE);
    queue.close();

    assertThat(stores.audit().actions(OrgId.DEFAULT.auditLog()))
        .containsExactly(AuditAction.MESSAGE_FAILED);
  }

  @Test
  void a_server_that_says_nothing_is_given_up() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SmtpServer server =
          SmtpServer.parse(
              "smtp://127.0.0.1:" + silent.getLocalPort(),
              Optional.empty(),
              "opta@example.com",
              Duration.ofMillis(200));

      assertThatThrownBy(() -> new SmtpDelivery(server, TEXT).deliver(MESSAGE))
          .isInstanceOf(Delivery.NotDelivered.class);
    }
  }

  @Test
  void nothing_goes_to_a_server_elsewhere_without_tls() {
    // the same server under a name that is not taken for this machine's
    SmtpServer server = server("smtp://127.0.0.2:" + mail.getSmtp().getPort(), Optional.empty());

    assertThatThrownBy(() -> new SmtpDelivery(server, TEXT).deliver(MESSAGE))
        .isInstanceOf(Delivery.NotDelivered.class);
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_phone_is_out_of_reach() {
    Message toPhone =
        new Message(
            MessagePurpose.PHONE_SIGN_IN,
            new Address.Mobile(new Phone("4930123456")),
            MESSAGE.token(),
            MESSAGE.code(),
            MESSAGE.next());

    assertThatThrownBy(() ->
            new SmtpDelivery(
                    server("smtp://127.0.0.1:" + mail.getSmtp().getPort(), Optional.empty()), TEXT)
                .deliver(toPhone))
        .isInstanceOf(Delivery.NotDelivered.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "mail.example.com", "http://mail.example.com", "smtp://user@mail.example.com",
        "smtp://mail.example.com:0", "smtp://mail.example.com:70000", "smtp://a b", "smtps://-x"
      })
  void what_is_no_server_is_refused(String url) {
    assertThatThrownBy(() -> server(url, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static SmtpServer server(String url, Optional<SecretBytes> password) {
    return SmtpServer.parse(url, password, "opta@example.com", TIMEOUT);
  }

  private static SecretBytes secret(String text) {
    return new SecretBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private Messages sending(SmtpServer server) {
    return new OutgoingMessages(
        new SmtpDelivery(server, TEXT),
        queue,
        new RecordFailedMessage(stores.audit(), stores.work(), new MovableClock()));
  }
}
