package com.optalocal.accounts.domain;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.regex.Pattern;

/// Names a user: the `sub` of their tokens. A UUID when it is ours; any opaque id of 1–128
/// characters without white space is read.
public record UserId(String value) {
  private static final Pattern FORM = Pattern.compile("[!-~&&[^\"\\\\]]{1,128}");

  public UserId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("user id has the wrong form");
    }
  }

  /// A random (version 4) UUID.
  public static UserId generate(RandomBytes random) {
    ByteBuffer bits = ByteBuffer.wrap(random.next(16));
    long high = (bits.getLong() & ~0xf000L) | 0x4000L;
    long low = (bits.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UserId(new UUID(high, low).toString());
  }

  @Override
  public String toString() {
    return value;
  }
}
