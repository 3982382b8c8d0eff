package com.optalocal.accounts.domain.vault;

import com.optalocal.accounts.domain.ByteString;

/// Something sealed with HPKE: the encapsulated key (32 bytes) and the ciphertext with its tag.
public record Sealed(ByteString enc, ByteString ciphertext) {
  public Sealed {
    enc.requireLength(32);
    if (ciphertext.length() < 16 || ciphertext.length() > SecretValue.MAX_BYTES + 16) {
      throw new IllegalArgumentException("a ciphertext has the wrong size");
    }
  }
}
