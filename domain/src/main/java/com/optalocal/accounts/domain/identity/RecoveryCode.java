package com.optalocal.accounts.domain.identity;

import com.optalocal.accounts.domain.CrockfordBase32;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;

/// Stands in for a second factor once, when that is lost: 80 random bits, written down by its owner
/// as four groups of four. Stores keep its SHA-256 only; 80 random bits need no slow hash.
public final class RecoveryCode implements AutoCloseable {
  /// How many a user has at a time.
  public static final int COUNT = 10;

  private static final int BYTES = 10;
  private static final int GROUP = 4;
  private static final int MAX_TYPED = 64;

  private final SecretBytes bytes;

  private RecoveryCode(byte[] bytes) {
    this.bytes = new SecretBytes(bytes);
  }

  public static RecoveryCode generate(RandomBytes random) {
    return new RecoveryCode(random.next(BYTES));
  }

  /// Reads what somebody typed; case, hyphens, spaces and look-alikes do not matter.
  ///
  /// @throws IllegalArgumentException if it is no recovery code
  public static RecoveryCode parse(String typed) {
    if (typed.length() > MAX_TYPED) {
      throw new IllegalArgumentException("no recovery code");
    }
    return new RecoveryCode(CrockfordBase32.decode(typed, BYTES));
  }

  public Hash hash() {
    return bytes.use(lent -> Sha256.of(lent));
  }

  /// For the one time that it is shown to its owner.
  public String reveal() {
    String digits = bytes.use(CrockfordBase32::encode);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits.length(); i += GROUP) {
      text.append(i == 0 ? "" : "-").append(digits, i, i + GROUP);
    }
    return text.toString();
  }

  @Override
  public void close() {
    bytes.close();
  }

  @Override
  public String toString() {
    return "RecoveryCode[redacted]";
  }
}
