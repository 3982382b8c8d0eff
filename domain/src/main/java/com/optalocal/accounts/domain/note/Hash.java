package com.optalocal.accounts.domain.note;

import com.optalocal.accounts.domain.ByteString;

/// A SHA-256 value, written as base64url without padding.
public record Hash(ByteString bytes) {
  /// Stands where there is no predecessor.
  public static final Hash NONE = of(new byte[32]);

  public Hash {
    bytes.requireLength(32);
  }

  public static Hash of(byte[] bytes) {
    return new Hash(ByteString.copyOf(bytes));
  }

  public static Hash parse(String base64Url) {
    return new Hash(ByteString.fromBase64Url(base64Url));
  }

  public byte[] toByteArray() {
    return bytes.toByteArray();
  }

  @Override
  public String toString() {
    return bytes.toBase64Url();
  }
}
