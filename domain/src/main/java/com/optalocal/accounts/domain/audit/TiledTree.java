package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import com.optalocal.accounts.domain.audit.crypto.TreeHasher;
import com.optalocal.accounts.domain.note.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The right edge of a growing tree, as tiles: appends leaves, says which tiles changed, and knows
/// the root. Memory is 8 KiB a level, whatever the size. Not thread-safe.
public final class TiledTree {
  private static final int HASH = TreeHasher.HASH;

  private final TreeHasher hasher = new TreeHasher();
  private final List<byte[]> edge = new ArrayList<>();
  private final List<Tile> full = new ArrayList<>();
  private long size;
  private int touched = -1;

  /// An empty tree.
  public TiledTree() {}

  /// The tree of `size` leaves whose rightmost tiles `tiles` reads.
  public static TiledTree resume(long size, Function<Tile.Id, Tile> tiles) {
    TiledTree tree = new TiledTree();
    tree.size = size;
    for (int level = 0; level < 8 && size >> (Tile.HEIGHT * level) > 0; level++) {
      long count = size >> (Tile.HEIGHT * level);
      byte[] buffer = new byte[Tile.WIDTH * HASH];
      int width = (int) (count % Tile.WIDTH);
      if (width > 0) {
        byte[] stored = tiles.apply(new Tile.Id(level, count / Tile.WIDTH)).toByteArray();
        System.arraycopy(stored, 0, buffer, 0, width * HASH);
      }
      tree.edge.add(buffer);
    }
    return tree;
  }

  public long size() {
    return size;
  }

  /// Appends a leaf hash, 32 bytes.
  public void append(byte[] leafHash) {
    byte[] hash = leafHash;
    long position = size;
    for (int level = 0; ; level++) {
      if (level == edge.size()) {
        edge.add(new byte[Tile.WIDTH * HASH]);
      }
      touched = Math.max(touched, level);
      byte[] tile = edge.get(level);
      int slot = (int) (position % Tile.WIDTH);
      System.arraycopy(hash, 0, tile, slot * HASH, HASH);
      if (slot < Tile.WIDTH - 1) {
        break;
      }
      full.add(Tile.of(new Tile.Id(level, position / Tile.WIDTH), tile));
      hash = new byte[HASH];
      hasher.subtree(tile, 0, Tile.WIDTH, hash, 0);
      position /= Tile.WIDTH;
    }
    size++;
  }

  /// The tiles to store after the appends since the last call: those that filled up, then the
  /// partial one of each level that changed.
  public List<Tile> drainChanged() {
    List<Tile> changed = new ArrayList<>(full);
    full.clear();
    for (int level = 0; level <= touched; level++) {
      long count = size >> (Tile.HEIGHT * level);
      int width = (int) (count % Tile.WIDTH);
      if (width > 0) {
        byte[] hashes = new byte[width * HASH];
        System.arraycopy(edge.get(level), 0, hashes, 0, hashes.length);
        changed.add(Tile.of(new Tile.Id(level, count / Tile.WIDTH), hashes));
      }
    }
    touched = -1;
    return changed;
  }

  /// RFC 6962 root hash.
  public Hash root() {
    if (size == 0) {
      return MerkleHash.empty();
    }
    byte[] root = new byte[HASH];
    byte[] subtree = new byte[HASH];
    boolean started = false;
    // smallest complete subtree first: each larger one to the left joins it
    for (int level = 0; level < edge.size(); level++) {
      int width = (int) ((size >> (Tile.HEIGHT * level)) % Tile.WIDTH);
      int end = width;
      for (int height = 0; height < Tile.HEIGHT; height++) {
        int count = 1 << height;
        if ((width & count) == 0) {
          continue;
        }
        end -= count;
        hasher.subtree(edge.get(level), end * HASH, count, subtree, 0);
        if (started) {
          hasher.node(subtree, 0, root, 0, root, 0);
        } else {
          System.arraycopy(subtree, 0, root, 0, HASH);
          started = true;
        }
      }
    }
    return Hash.of(root);
  }
}
