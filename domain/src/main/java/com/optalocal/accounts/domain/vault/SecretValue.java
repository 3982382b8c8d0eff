package com.optalocal.accounts.domain.vault;

import com.optalocal.accounts.domain.SecretBytes;

/// What a key is worth: any bytes, 1 to 64 KiB.
public final class SecretValue implements AutoCloseable {
  public static final int MAX_BYTES = 64 * 1024;
  private final SecretBytes bytes;

  /// Takes over `bytes`.
  public SecretValue(SecretBytes bytes) {
    if (bytes.length() == 0 || bytes.length() > MAX_BYTES) {
      bytes.close();
      throw new IllegalArgumentException("a key's value has 1 byte to 64 KiB");
    }
    this.bytes = bytes;
  }

  public SecretBytes bytes() {
    return bytes;
  }

  public SecretValue copy() {
    return new SecretValue(bytes.copy());
  }

  @Override
  public void close() {
    bytes.close();
  }

  @Override
  public String toString() {
    return "SecretValue[redacted]";
  }
}
