package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import com.optalocal.accounts.domain.audit.crypto.TreeHasher;
import com.optalocal.accounts.domain.note.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Makes and checks the proofs of RFC 6962 §2.1. Making one reads O(log n) tiles.
public final class MerkleProofs {
  private final Function<Tile.Id, Tile> tiles;
  private final TreeHasher hasher = new TreeHasher();
  private final Map<Tile.Id, Tile> read = new HashMap<>();

  /// For the proofs of one request: tiles are read once. Not thread-safe.
  public MerkleProofs(Function<Tile.Id, Tile> tiles) {
    this.tiles = tiles;
  }

  /// The path that proves leaf `index` in the tree of `size` leaves, from its sibling upward.
  ///
  /// @throws IllegalArgumentException if there is no such leaf
  public List<Hash> inclusion(long index, long size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no such leaf in a tree of that size");
    }
    List<Hash> path = new ArrayList<>();
    inclusion(index, 0, size, path);
    return path;
  }

  /// The proof that the tree of `newSize` leaves begins with the tree of `oldSize`.
  ///
  /// @throws IllegalArgumentException if `oldSize` is not between 0 and `newSize`
  public List<Hash> consistency(long oldSize, long newSize) {
    if (oldSize < 0 || oldSize > newSize) {
      throw new IllegalArgumentException("a tree cannot shrink");
    }
    List<Hash> proof = new ArrayList<>();
    if (oldSize > 0 && oldSize < newSize) {
      consistency(oldSize, 0, newSize, true, proof);
    }
    return proof;
  }

  /// The root of the tree of `size` leaves.
  public Hash root(long size) {
    return size == 0 ? MerkleHash.empty() : subtree(0, size);
  }

  /// True if `path` leads from `leaf` at `index` to `root` of a tree of `size` (RFC 9162 §2.1.3.2).
  public static boolean includes(Hash leaf, long index, long size, List<Hash> path, Hash root) {
    if (index < 0 || index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    Hash hash = leaf;
    for (Hash sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = MerkleHash.node(sibling, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = MerkleHash.node(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  /// True if the tree of `newSize` with `newRoot` begins with the tree of `oldSize` with `oldRoot`
  /// (RFC 9162 §2.1.4.2). Nothing follows from an empty tree, so `oldSize` is at least 1.
  public static boolean continues(
      long oldSize, Hash oldRoot, long newSize, Hash newRoot, List<Hash> proof) {
    if (oldSize < 1 || oldSize > newSize) {
      return false;
    }
    if (oldSize == newSize) {
      return proof.isEmpty() && oldRoot.equals(newRoot);
    }
    List<Hash> path = new ArrayList<>(proof);
    if (Long.bitCount(oldSize) == 1) {
      path.addFirst(oldRoot);
    }
    if (path.isEmpty()) {
      return false;
    }
    long node = oldSize - 1;
    long last = newSize - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    Hash before = path.getFirst();
    Hash after = path.getFirst();
    for (Hash sibling : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        before = MerkleHash.node(sibling, before);
        after = MerkleHash.node(sibling, after);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        after = MerkleHash.node(after, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && before.equals(oldRoot) && after.equals(newRoot);
  }

  private void inclusion(long index, long from, long to, List<Hash> path) {
    if (to - from == 1) {
      return;
    }
    long middle = from + Long.highestOneBit(to - from - 1);
    if (index < middle) {
      inclusion(index, from, middle, path);
      path.add(subtree(middle, to));
    } else {
      inclusion(index, middle, to, path);
      path.add(subtree(from, middle));
    }
  }

  private void consistency(long old, long from, long to, boolean whole, List<Hash> proof) {
    if (old == to) {
      if (!whole) {
        proof.add(subtree(from, to));
      }
      return;
    }
    long middle = from + Long.highestOneBit(to - from - 1);
    if (old <= middle) {
      consistency(old, from, middle, whole, proof);
      proof.add(subtree(middle, to));
    } else {
      consistency(old, middle, to, false, proof);
      proof.add(subtree(from, middle));
    }
  }

  /// The root over the leaves `from` (inclusive) to `to`; `from` is a multiple of the smallest
  /// power of two that covers them.
  private Hash subtree(long from, long to) {
    long count = to - from;
    if (Long.bitCount(count) == 1) {
      return complete(Long.numberOfTrailingZeros(count), from);
    }
    long middle = from + Long.highestOneBit(count - 1);
    return MerkleHash.node(subtree(from, middle), subtree(middle, to));
  }

  private Hash complete(int height, long from) {
    int level = height / Tile.HEIGHT;
    int inTile = height % Tile.HEIGHT;
    long slot = from >> (Tile.HEIGHT * level);
    Tile tile = read.computeIfAbsent(new Tile.Id(level, slot / Tile.WIDTH), tiles);
    return tile.subtree(inTile, (int) (slot % Tile.WIDTH), hasher);
  }
}
