package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// How a daemon shows that it knows its token before anybody sends it: HMAC-SHA256(token, nonce ‖
/// port), so that a stranger who took a dead daemon's port learns nothing. The port ties the answer
/// to one listener: it cannot be fetched from the daemon on another.
///
/// Written out over SHA-256: the JDK's `Mac` and Bouncy Castle's `HMac` each cost a command 15 ms
/// and more at their first use, looking for providers and properties (measured; a test compares
/// this one with the JDK's).
final class DaemonProof {
  private static final int MIN_NONCE = 16;
  private static final int MAX_NONCE = 64;
  private static final int BLOCK = 64;

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
    return token.bytes().use(key -> hmac(key, message)).toString();
  }

  /// RFC 2104 over SHA-256. Both sides refuse a longer key than a block, so none is hashed first.
  private static Hash hmac(byte[] key, byte[] message) {
    if (key.length > BLOCK) {
      throw new IllegalArgumentException("a token is longer than a hash block");
    }
    byte[] inner = new byte[BLOCK];
    byte[] outer = new byte[BLOCK];
    for (int i = 0; i < BLOCK; i++) {
      byte k = i < key.length ? key[i] : 0;
      inner[i] = (byte) (k ^ 0x36);
      outer[i] = (byte) (k ^ 0x5c);
    }
    try {
      return Sha256.of(outer, Sha256.of(inner, message).toByteArray());
    } finally {
      Arrays.fill(inner, (byte) 0);
      Arrays.fill(outer, (byte) 0);
    }
  }
}
