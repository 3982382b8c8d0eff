package com.optalocal.accounts.application.violations;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class SignsByItself {
  private SignsByItself() {}

  static byte[] hash(byte[] bytes) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
