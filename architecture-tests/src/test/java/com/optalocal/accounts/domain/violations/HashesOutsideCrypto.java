package com.optalocal.accounts.domain.violations;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class HashesOutsideCrypto {
  private HashesOutsideCrypto() {}

  static byte[] hash(byte[] bytes) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
