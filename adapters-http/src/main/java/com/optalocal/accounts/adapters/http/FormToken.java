package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.BearerSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The hidden field that proves that a form came from a page of ours: HMAC-SHA256 under a secret
/// that only this browser's cookie holds. `SameSite=Lax` alone would let sibling hosts through.
final class FormToken {
  static final String FIELD = "form_token";
  private static final byte[] PURPOSE = "opta-form/v1".getBytes(StandardCharsets.US_ASCII);

  private FormToken() {}

  static String of(BearerSecret secret) {
    return secret
        .bytes()
        .use(key -> {
          try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE));
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
          }
        });
  }

  static boolean matches(BearerSecret secret, String presented) {
    return MessageDigest.isEqual(
        of(secret).getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }
}
