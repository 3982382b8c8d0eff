package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.note.Hash;

/// Names a vault: the hash of its genesis statement, so that no two histories share one.
public record VaultId(Hash hash) {
  public static VaultId parse(String text) {
    return new VaultId(Hash.parse(text));
  }

  @Override
  public String toString() {
    return hash.toString();
  }
}
