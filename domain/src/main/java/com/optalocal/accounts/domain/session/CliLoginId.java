package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;

/// Names a pending terminal sign-in: 128 random bits, base64url.
public record CliLoginId(ByteString bytes) {
  public CliLoginId {
    bytes.requireLength(16);
  }

  public static CliLoginId generate(RandomBytes random) {
    return new CliLoginId(ByteString.copyOf(random.next(16)));
  }

  public static CliLoginId parse(String text) {
    return new CliLoginId(ByteString.fromBase64Url(text));
  }

  @Override
  public String toString() {
    return bytes.toBase64Url();
  }
}
