package com.optalocal.accounts.domain.note.crypto;

import com.optalocal.accounts.domain.note.Hash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SHA256Digest;

/// SHA-256 (FIPS 180-4). Short inputs go through Bouncy Castle: the JDK's search for a provider
/// takes 10 ms of a command that hashes one key. Long ones go through the JDK, which uses the
/// processor's own instructions.
public final class Sha256 {
  /// A key, a name. Commitments are longer, and verified by the million.
  static final int SHORT = 32;

  private Sha256() {}

  public static Hash of(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length = Math.addExact(length, part.length);
    }
    return Hash.of(length <= SHORT ? ofShort(parts) : ofLong(parts));
  }

  public static Hash of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] ofShort(byte[]... parts) {
    SHA256Digest digest = new SHA256Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] hash = new byte[digest.getDigestSize()];
    int written = digest.doFinal(hash, 0);
    assert written == hash.length;
    return hash;
  }

  private static byte[] ofLong(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
