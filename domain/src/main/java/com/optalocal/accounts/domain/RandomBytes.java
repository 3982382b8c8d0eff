package com.optalocal.accounts.domain;

/// A source of unpredictable bytes. Production wires a `SecureRandom`; tests wire a seeded one.
@FunctionalInterface
public interface RandomBytes {
  /// `count` fresh bytes, owned by the caller.
  byte[] next(int count);

  /// `count` fresh bytes that never leave their wrapper.
  default SecretBytes secret(int count) {
    return new SecretBytes(next(count));
  }
}
