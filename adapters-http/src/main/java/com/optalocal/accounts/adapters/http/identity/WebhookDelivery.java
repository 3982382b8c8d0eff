package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Posts messages as JSON to somebody's server: `{kind, channel, to, subject, text, html, link,
/// code}`.
///
/// `Opta-Signature: t=<seconds>,v1=<hex>` is HMAC-SHA256 under the shared secret over the seconds,
/// a dot and the body, so that the server can tell us from others and refuse what is old. Redirects
/// are not followed and the answer's body is not read.
public final class WebhookDelivery implements Delivery, AutoCloseable {
  private static final String HMAC = "HmacSHA256";

  private final Webhook webhook;
  private final MessageText text;
  private final PortalUrl portal;
  private final InstantSource clock;
  private final HttpClient http;

  public WebhookDelivery(Webhook webhook, MessageText text, PortalUrl portal, InstantSource clock) {
    this.webhook = webhook;
    this.text = text;
    this.portal = portal;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(webhook.timeout())
            .build();
  }

  @Override
  public void deliver(Message message) throws NotDelivered {
    byte[] body = body(message);
    HttpRequest request =
        HttpRequest.newBuilder(webhook.address())
            .timeout(webhook.timeout())
            .header("Content-Type", "application/json")
            .header("Opta-Signature", signature(clock.instant().getEpochSecond(), body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    int status;
    try {
      status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new NotDelivered(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotDelivered("the portal is stopping");
    }
    if (status / 100 != 2) {
      throw new NotDelivered("the webhook answered " + status);
    }
  }

  private byte[] body(Message message) {
    MessageText.Rendered rendered = text.render(message);
    boolean mail = message.to() instanceof Address.Mail;
    return Json.write(
        Json.object()
            .put("kind", message.purpose().code())
            .put("channel", mail ? "email" : "sms")
            .put("to", rendered.to())
            .put("subject", rendered.subject())
            .put("text", rendered.text())
            .put("html", rendered.html())
            .put("link", mail ? MessageLink.of(portal, message) : "")
            .put("code", message.code().reveal()));
  }

  private String signature(long seconds, byte[] body) {
    String mac =
        webhook
            .secret()
            .use(key -> {
              try {
                Mac hmac = Mac.getInstance(HMAC);
                hmac.init(new SecretKeySpec(key, HMAC));
                hmac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
                return HexFormat.of().formatHex(hmac.doFinal(body));
              } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HMAC-SHA256", e);
              }
            });
    return "t=" + seconds + ",v1=" + mac;
  }

  @Override
  public void close() {
    http.close();
  }
}
