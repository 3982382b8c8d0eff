package com.optalocal.accounts.domain.note.crypto;

import com.optalocal.accounts.domain.note.Hash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.SHA256Digest;

/// SHA-256 (FIPS 180-4).
public final class Sha256 {
  private Sha256() {}

  /// By the JDK, which uses the processor's own instructions.
  public static Hash of(byte[]... parts) {
    MessageDigest digest = digest();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return Hash.of(digest.digest());
  }

  public static Hash of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The same hash by Bouncy Castle, for the few short inputs of a command that a person waits for:
  /// the JDK's search for a provider takes 10 ms (ADR 0009).
  public static Hash ofShort(byte[]... parts) {
    SHA256Digest digest = new SHA256Digest();
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] hash = new byte[digest.getDigestSize()];
    int written = digest.doFinal(hash, 0);
    assert written == hash.length;
    return Hash.of(hash);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
