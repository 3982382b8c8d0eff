package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Texts;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.util.Locale;

/// A message in words: subject, plain text, and the same as simple HTML. Nothing that a stranger
/// typed is in it, so nobody can have us send their words.
public final class MessageText {
  private final PortalUrl portal;
  private final Texts texts;

  /// Holds a link and a code that work.
  ///
  /// @param html empty for a phone
  record Rendered(String to, String subject, String text, String html) {
    @Override
    public String toString() {
      return "Rendered[redacted]";
    }
  }

  public MessageText(PortalUrl portal, Texts texts) {
    this.portal = portal;
    this.texts = texts;
  }

  Rendered render(Message message) {
    String code = message.code().reveal();
    String subject = texts.get("mail." + key(message.purpose()) + ".subject");
    String lead = texts.get("mail." + key(message.purpose()) + ".lead");
    return switch (message.to()) {
      case Address.Mobile(var phone) ->
          new Rendered("+" + phone.value(), subject, texts.get("mail.phone", subject, code), "");
      case Address.Mail(var email) -> {
        if (message.purpose() == MessagePurpose.REAUTHENTICATION) {
          yield new Rendered(
              email.value(),
              subject,
              texts.get("mail.code-only", lead, code),
              html(subject, lead, "", code));
        }
        String link = MessageLink.of(portal, message);
        yield new Rendered(
            email.value(),
            subject,
            texts.get("mail.text", lead, link, code),
            html(subject, lead, link, code));
      }
    };
  }

  private String html(String subject, String lead, String link, String code) {
    String button =
        link.isEmpty()
            ? ""
            : "<p><a href=\"" + escape(link) + "\">" + escape(texts.get("mail.go")) + "</a></p>";
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + escape(subject)
        + "</title></head><body><p>"
        + escape(lead)
        + "</p>"
        + button
        + "<p>"
        + escape(texts.get("mail.code"))
        + " <b>"
        + code
        + "</b></p><p>"
        + escape(texts.get("mail.not-you"))
        + "</p></body></html>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String key(MessagePurpose purpose) {
    return switch (purpose) {
      case PHONE_SIGN_UP, PHONE_SIGN_IN -> "sms";
      case EMAIL_CHANGE_CURRENT -> "email-change-old";
      case EMAIL_CHANGE_NEW -> "email-change";
      case PHONE_CHANGE -> "phone-change";
      default -> purpose.code().toLowerCase(Locale.ROOT);
    };
  }
}
