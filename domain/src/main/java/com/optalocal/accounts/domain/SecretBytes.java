package com.optalocal.accounts.domain;

import com.optalocal.accounts.domain.crypto.ConstantTime;
import java.util.Arrays;
import java.util.function.Function;

/// Bytes that must not leak: they are lent, never handed out, and zeroed on close.
///
/// Wiping is best effort on a JVM (a collector may have copied them before). Thread-safe.
public final class SecretBytes implements AutoCloseable {
  private final byte[] bytes;
  private boolean wiped;

  /// Copies `source`, then zeroes it.
  public SecretBytes(byte[] source) {
    bytes = source.clone();
    Arrays.fill(source, (byte) 0);
  }

  /// Lends a copy that is zeroed when `action` returns.
  public synchronized <T> T use(Function<byte[], T> action) {
    if (wiped) {
      throw new IllegalStateException("secret already wiped");
    }
    byte[] copy = bytes.clone();
    try {
      return action.apply(copy);
    } finally {
      Arrays.fill(copy, (byte) 0);
    }
  }

  /// A second, independent holder of the same bytes.
  public SecretBytes copy() {
    return use(lent -> new SecretBytes(lent.clone()));
  }

  public int length() {
    return bytes.length;
  }

  /// Compares in time that depends on the lengths alone.
  public boolean constantTimeEquals(SecretBytes other) {
    return use(mine -> other.use(theirs -> ConstantTime.equal(mine, theirs)));
  }

  @Override
  public synchronized void close() {
    wiped = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public String toString() {
    return "SecretBytes[redacted]";
  }
}
