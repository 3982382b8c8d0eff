package com.optalocal.accounts.domain.audit.crypto;

import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;

/// The tree hash of RFC 6962 §2.1: leaves and nodes are told apart by their first byte.
public final class MerkleHash {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  private MerkleHash() {}

  public static Hash empty() {
    return Sha256.of(new byte[0]);
  }

  public static Hash leaf(byte[] data) {
    return Sha256.of(LEAF, data);
  }

  public static Hash node(Hash left, Hash right) {
    return Sha256.of(NODE, left.toByteArray(), right.toByteArray());
  }
}
