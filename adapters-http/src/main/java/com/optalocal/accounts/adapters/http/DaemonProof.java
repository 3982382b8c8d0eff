package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.BearerSecret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/// How a daemon shows that it knows its token before anybody sends it: HMAC-SHA256(token, nonce ‖
/// port), so that a stranger who took a dead daemon's port learns nothing. The port ties the answer
/// to one listener: it cannot be fetched from the daemon on another.
///
/// Bouncy Castle's HMAC, because the JDK's starts up its whole provider machinery, which a command
/// would feel.
final class DaemonProof {
  private static final int MIN_NONCE = 16;
  private static final int MAX_NONCE = 64;

  private DaemonProof() {}

  static boolean isNonce(String text) {
    if (text.length() < MIN_NONCE || text.length() > MAX_NONCE) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean base64Url =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!base64Url) {
        return false;
      }
    }
    return true;
  }

  /// The proof in base64url.
  static String of(BearerSecret token, String nonce, int port) {
    byte[] message = nonce.concat(Integer.toString(port)).getBytes(StandardCharsets.US_ASCII);
    return token
        .bytes()
        .use(key -> {
          HMac hmac = new HMac(SHA256Digest.newInstance());
          hmac.init(new KeyParameter(key));
          hmac.update(message, 0, message.length);
          byte[] tag = new byte[hmac.getMacSize()];
          hmac.doFinal(tag, 0);
          return Base64.getUrlEncoder().withoutPadding().encodeToString(tag);
        });
  }
}
