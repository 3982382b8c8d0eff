package com.optalocal.accounts.domain.violations;

import com.optalocal.accounts.domain.SecretBytes;
import java.io.Serializable;

/// Planted: see `com.optalocal.accounts.architecture`.
public final class TravelsAsBytes implements Serializable {
  private static final long serialVersionUID = 1L;
  private final transient SecretBytes bytes;

  TravelsAsBytes(SecretBytes bytes) {
    this.bytes = bytes;
  }

  int length() {
    return bytes.length();
  }
}
