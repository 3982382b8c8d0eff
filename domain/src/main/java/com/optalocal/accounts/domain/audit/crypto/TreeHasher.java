package com.optalocal.accounts.domain.audit.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Node hashes of an RFC 6962 tree over raw bytes, without an allocation each: for the paths where
/// millions are computed. Not thread-safe.
public final class TreeHasher {
  /// Bytes of a hash.
  public static final int HASH = 32;

  private final MessageDigest digest;
  private final byte[] input = new byte[1 + 2 * HASH];

  public TreeHasher() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    input[0] = 1;
  }

  /// Hashes the node whose children stand at `left` in `a` and at `right` in `b` into `out` at
  /// `at`. Arrays and places may be the same.
  public void node(byte[] a, int left, byte[] b, int right, byte[] out, int at) {
    System.arraycopy(a, left, input, 1, HASH);
    System.arraycopy(b, right, input, 1 + HASH, HASH);
    digest.update(input);
    try {
      digest.digest(out, at, HASH);
    } catch (DigestException e) {
      throw new IllegalStateException("the output has room for a hash", e);
    }
  }

  /// The root of the complete subtree over `count` hashes, a power of two, from `from` on.
  public void subtree(byte[] hashes, int from, int count, byte[] out, int at) {
    byte[] level = new byte[count * HASH];
    System.arraycopy(hashes, from, level, 0, level.length);
    for (int width = count; width > 1; width >>= 1) {
      for (int i = 0; i < width; i += 2) {
        node(level, i * HASH, level, (i + 1) * HASH, level, i / 2 * HASH);
      }
    }
    System.arraycopy(level, 0, out, at, HASH);
  }
}
