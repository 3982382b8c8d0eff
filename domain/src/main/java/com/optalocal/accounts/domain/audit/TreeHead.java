package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import com.optalocal.accounts.domain.note.Hash;
import java.util.ArrayList;
import java.util.List;

/// The right edge of an RFC 6962 tree: the roots of its complete subtrees, largest first. Enough to
/// append and to compute the root, in O(log n) space.
public record TreeHead(long size, List<Hash> edge) {
  public static final TreeHead EMPTY = new TreeHead(0, List.of());

  public TreeHead {
    edge = List.copyOf(edge);
    if (size < 0 || edge.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException("a tree's edge does not fit its size");
    }
  }

  public TreeHead append(Hash leaf) {
    List<Hash> next = new ArrayList<>(edge);
    Hash node = leaf;
    for (long rest = size; (rest & 1) == 1; rest >>= 1) {
      node = MerkleHash.node(next.removeLast(), node);
    }
    next.add(node);
    return new TreeHead(size + 1, next);
  }

  public Hash root() {
    if (edge.isEmpty()) {
      return MerkleHash.empty();
    }
    Hash root = edge.getLast();
    for (int i = edge.size() - 2; i >= 0; i--) {
      root = MerkleHash.node(edge.get(i), root);
    }
    return root;
  }
}
