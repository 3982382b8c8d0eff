package com.optalocal.accounts.domain;

import java.util.Random;

/// The same bytes in every run, from a seed; for tests only. Thread-safe.
public final class SeededRandom implements RandomBytes {
  private final Random random;

  public SeededRandom(long seed) {
    random = new Random(seed);
  }

  @Override
  public byte[] next(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
