package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;

/// The secret that an authenticator app and the portal share (RFC 6238): 160 random bits.
public final class TotpSecret implements AutoCloseable {
  public static final int BYTES = 20;
  private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final SecretBytes bytes;

  /// Takes `bytes` over.
  public TotpSecret(SecretBytes bytes) {
    if (bytes.length() != BYTES) {
      throw new IllegalArgumentException("a TOTP secret has 20 bytes");
    }
    this.bytes = bytes;
  }

  public static TotpSecret generate(RandomBytes random) {
    return new TotpSecret(new SecretBytes(random.next(BYTES)));
  }

  public SecretBytes bytes() {
    return bytes;
  }

  /// In base 32 (RFC 4648 §6), for the one time that it is shown to its owner.
  public String reveal() {
    return bytes.use(lent -> {
      StringBuilder text = new StringBuilder(BYTES * 8 / 5);
      long buffer = 0;
      for (int i = 0; i < BYTES; i++) {
        buffer = (buffer << 8) | (lent[i] & 0xff);
        if (i % 5 == 4) {
          for (int shift = 35; shift >= 0; shift -= 5) {
            text.append(BASE_32.charAt((int) (buffer >>> shift) & 31));
          }
          buffer = 0;
        }
      }
      return text.toString();
    });
  }

  @Override
  public void close() {
    bytes.close();
  }

  @Override
  public String toString() {
    return "TotpSecret[redacted]";
  }
}
