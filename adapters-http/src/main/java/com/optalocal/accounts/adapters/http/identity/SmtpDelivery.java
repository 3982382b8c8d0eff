package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.domain.identity.Message;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/// Sends messages by SMTP (RFC 5321), text beside HTML (RFC 2046 §5.1.4). The server's certificate
/// must be good for its name.
public final class SmtpDelivery implements Delivery {
  private final SmtpServer server;
  private final MessageText text;
  private final Session session;

  public SmtpDelivery(SmtpServer server, MessageText text) {
    this.server = server;
    this.text = text;
    this.session = Session.getInstance(properties(server), authenticator(server));
  }

  @Override
  public void deliver(Message message) throws NotDelivered {
    MessageText.Rendered rendered = text.render(message);
    if (rendered.html().isEmpty()) {
      throw new NotDelivered("a mail server reaches no phone");
    }
    try {
      Transport.send(mail(rendered));
    } catch (MessagingException refused) {
      // the library's message quotes the server, and that the address
      throw new NotDelivered(refused.getClass().getSimpleName());
    }
  }

  private MimeMessage mail(MessageText.Rendered rendered) throws MessagingException {
    String utf8 = StandardCharsets.UTF_8.name();
    MimeMessage mail = new MimeMessage(session);
    mail.setFrom(new InternetAddress(server.from(), true));
    mail.setRecipient(
        jakarta.mail.Message.RecipientType.TO, new InternetAddress(rendered.to(), true));
    mail.setSubject(rendered.subject(), utf8);
    // RFC 3834: no holiday notice is to answer this
    mail.setHeader("Auto-Submitted", "auto-generated");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setText(rendered.text(), utf8);
    MimeBodyPart html = new MimeBodyPart();
    html.setText(rendered.html(), utf8, "html");
    mail.setContent(new MimeMultipart("alternative", plain, html));
    return mail;
  }

  private static Properties properties(SmtpServer server) {
    String timeout = Long.toString(server.timeout().toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", server.host());
    properties.setProperty("mail.smtp.port", Integer.toString(server.port()));
    properties.setProperty("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
    properties.setProperty("mail.smtp.connectiontimeout", timeout);
    properties.setProperty("mail.smtp.timeout", timeout);
    properties.setProperty("mail.smtp.writetimeout", timeout);
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    if (server.tlsFirst()) {
      properties.setProperty("mail.smtp.ssl.enable", "true");
    } else {
      properties.setProperty("mail.smtp.starttls.enable", "true");
      properties.setProperty("mail.smtp.starttls.required", Boolean.toString(!server.isLocal()));
    }
    return properties;
  }

  private static Authenticator authenticator(SmtpServer server) {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        SmtpServer.Login login =
            server.login().orElseThrow(() -> new IllegalStateException("nobody signs in here"));
        // the library wants a String
        return login
            .password()
            .use(bytes ->
                new PasswordAuthentication(
                    login.user(), new String(bytes, StandardCharsets.UTF_8)));
      }
    };
  }
}
