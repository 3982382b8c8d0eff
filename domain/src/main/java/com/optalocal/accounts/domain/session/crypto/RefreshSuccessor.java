package com.optalocal.accounts.domain.session.crypto;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.ByteString;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The one refresh token that may follow another: HMAC-SHA256(salt, parent).
///
/// The store keeps the salt, the client the parent; neither alone yields the successor, and both
/// together always yield the same one, so that a repeated request gets the same answer (ADR 0007).
public final class RefreshSuccessor {
  public static final int SALT_BYTES = 32;

  private RefreshSuccessor() {}

  public static BearerSecret of(BearerSecret parent, ByteString salt) {
    byte[] key = salt.requireLength(SALT_BYTES).toByteArray();
    return parent
        .bytes()
        .use(bytes -> {
          try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
            return BearerSecret.presented(
                Base64.getUrlEncoder().withoutPadding().encodeToString(hmac.doFinal(bytes)));
          } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
          }
        });
  }
}
