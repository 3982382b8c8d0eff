package com.optalocal.accounts.domain.audit.crypto;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.charset.StandardCharsets;

/// SHA-256(salt ‖ field ‖ 0x00 ‖ value): binds a log to personal data without holding it.
public final class Commitment {
  public static final int SALT_BYTES = 16;

  private Commitment() {}

  public static Hash of(ByteString salt, String field, String value) {
    return Sha256.of(
        salt.requireLength(SALT_BYTES).toByteArray(),
        field.getBytes(StandardCharsets.UTF_8),
        new byte[] {0},
        value.getBytes(StandardCharsets.UTF_8));
  }
}
