package com.optalocal.accounts.domain;

import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A random text that opens something for whoever holds it: refresh token, login code, cookie.
/// Stores keep its SHA-256 only; 256 random bits need no slow hash.
public final class BearerSecret implements AutoCloseable {
  private static final int MAX_BYTES = 8192;
  private final SecretBytes bytes;

  private BearerSecret(SecretBytes bytes) {
    this.bytes = bytes;
  }

  /// 256 random bits as base64url, after `prefix`.
  public static BearerSecret generate(RandomBytes random, String prefix) {
    String text = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(32));
    return new BearerSecret(new SecretBytes(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /// Whatever a caller presented; bounded, otherwise unchecked.
  public static BearerSecret presented(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("a bearer secret has the wrong size");
    }
    return new BearerSecret(new SecretBytes(bytes));
  }

  public Hash hash() {
    return bytes.use(lent -> Sha256.of(lent));
  }

  public boolean constantTimeEquals(BearerSecret other) {
    return bytes.constantTimeEquals(other.bytes);
  }

  public SecretBytes bytes() {
    return bytes;
  }

  /// For the last line of an adapter whose library wants a `String`.
  public String reveal() {
    return bytes.use(lent -> new String(lent, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    bytes.close();
  }

  @Override
  public String toString() {
    return "BearerSecret[redacted]";
  }
}
