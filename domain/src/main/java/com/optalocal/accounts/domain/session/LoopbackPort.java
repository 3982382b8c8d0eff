package com.optalocal.accounts.domain.session;

/// A TCP port on which a command listens for its browser: 1024–65535.
public record LoopbackPort(int value) {
  public static final LoopbackPort PREFERRED = new LoopbackPort(9998);

  public LoopbackPort {
    if (value < 1024 || value > 65_535) {
      throw new IllegalArgumentException("loopback port out of range");
    }
  }
}
