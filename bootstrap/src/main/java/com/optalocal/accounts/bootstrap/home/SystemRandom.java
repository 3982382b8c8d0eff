package com.optalocal.accounts.bootstrap.home;

import com.optalocal.accounts.domain.RandomBytes;
import java.security.SecureRandom;

/// The operating system's random numbers. The one place that makes a `SecureRandom`.
public final class SystemRandom implements RandomBytes {
  private final SecureRandom source = new SecureRandom();

  @Override
  public byte[] next(int count) {
    byte[] bytes = new byte[count];
    source.nextBytes(bytes);
    return bytes;
  }
}
