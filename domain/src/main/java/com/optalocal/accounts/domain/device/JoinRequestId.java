package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.RandomBytes;
import java.util.HexFormat;

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

  /// Six hex digits for people to tell a few requests apart; nothing rests on them.
  public String brief() {
    return HexFormat.of().formatHex(bytes.toByteArray(), 0, 3);
  }

  @Override
  public String toString() {
    return bytes.toBase64Url();
  }
}
