package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A password as typed, in UTF-8, 1–1024 bytes. Whether it is good enough is [PasswordRules]'
/// answer.
public final class Password implements AutoCloseable {
  public static final int MAX_BYTES = 1024;
  private final SecretBytes bytes;

  /// Takes over `bytes`.
  public Password(SecretBytes bytes) {
    if (bytes.length() == 0 || bytes.length() > MAX_BYTES) {
      bytes.close();
      throw new IllegalArgumentException("a password has 1 to 1024 bytes");
    }
    this.bytes = bytes;
  }

  /// For the last line of an adapter whose library hands over a `String`.
  public static Password of(String typed) {
    return new Password(new SecretBytes(typed.getBytes(StandardCharsets.UTF_8)));
  }

  /// Copies `typed`, then blanks it.
  public static Password of(char[] typed) {
    byte[] utf8 = StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(typed)).array();
    int length = utf8.length;
    while (length > 0 && utf8[length - 1] == 0) {
      length--;
    }
    try {
      return new Password(new SecretBytes(Arrays.copyOf(utf8, length)));
    } finally {
      Arrays.fill(typed, '\0');
      Arrays.fill(utf8, (byte) 0);
    }
  }

  public SecretBytes bytes() {
    return bytes;
  }

  @Override
  public void close() {
    bytes.close();
  }

  @Override
  public String toString() {
    return "Password[redacted]";
  }
}
