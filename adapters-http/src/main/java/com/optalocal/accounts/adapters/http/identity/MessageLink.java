package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The address behind a message's button.
final class MessageLink {
  private MessageLink() {}

  static String of(PortalUrl portal, Message message) {
    return portal
        + "/auth/v1/verify?token="
        + message.token().reveal()
        + "&type="
        + message.purpose().type()
        + "&redirect_to="
        + URLEncoder.encode(message.next().value(), StandardCharsets.UTF_8);
  }
}
