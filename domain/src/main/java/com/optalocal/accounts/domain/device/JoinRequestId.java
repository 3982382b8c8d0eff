package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;

/// Names a join request and salts its proof: 128 random bits, base64url.
public record JoinRequestId(ByteString bytes) {
  public JoinRequestId {
    bytes.requireLength(16);
  }

  public static JoinRequestId generate(RandomBytes random) {
    return new JoinRequestId(ByteString.copyOf(random.next(16)));
  }

  public static JoinRequestId parse(String text) {
    return new JoinRequestId(ByteString.fromBase64Url(text));
  }

  @Override
  public String toString() {
    return bytes.toBase64Url();
  }
}
