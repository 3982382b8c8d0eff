package com.optalocal.accounts.domain;

import java.util.Arrays;
import java.util.Base64;

/// Immutable public bytes: keys, hashes, signatures, ciphertexts. Never a secret.
public final class ByteString {
  private final byte[] bytes;

  private ByteString(byte[] owned) {
    bytes = owned;
  }

  public static ByteString copyOf(byte[] source) {
    return new ByteString(source.clone());
  }

  /// Reads base64url without padding, in its one canonical spelling.
  ///
  /// @throws IllegalArgumentException for anything else
  public static ByteString fromBase64Url(String text) {
    byte[] decoded;
    try {
      decoded = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not base64url", e);
    }
    ByteString value = new ByteString(decoded);
    if (!value.toBase64Url().equals(text)) {
      throw new IllegalArgumentException("not canonical base64url");
    }
    return value;
  }

  public String toBase64Url() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  public int length() {
    return bytes.length;
  }

  /// This value, if it has exactly `expected` bytes.
  ///
  /// @throws IllegalArgumentException if it has not
  public ByteString requireLength(int expected) {
    if (bytes.length != expected) {
      throw new IllegalArgumentException("expected " + expected + " bytes");
    }
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toBase64Url();
  }
}
