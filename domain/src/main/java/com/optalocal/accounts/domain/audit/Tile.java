package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.audit.crypto.TreeHasher;
import com.optalocal.accounts.domain.note.Hash;
import java.util.Arrays;

/// Up to 256 neighboring hashes of one level of the tree (C2SP tlog-tiles). Level 0 holds leaf
/// hashes; each hash of a higher level is the root of a full tile below. Immutable.
public final class Tile {
  public static final int WIDTH = 256;
  static final int HEIGHT = 8;

  /// Where a tile stands: its level, 0 to 7, and its number within the level.
  public record Id(int level, long index) {
    public Id {
      if (level < 0 || level >= 64 / HEIGHT || index < 0) {
        throw new IllegalArgumentException("a tile's place is out of range");
      }
    }
  }

  private final Id id;
  private final byte[] hashes;

  private Tile(Id id, byte[] owned) {
    this.id = id;
    this.hashes = owned;
  }

  /// Reads the concatenated hashes as a store keeps them.
  ///
  /// @throws IllegalArgumentException if there are not 1 to 256 whole hashes
  public static Tile of(Id id, byte[] hashes) {
    if (hashes.length == 0
        || hashes.length % TreeHasher.HASH != 0
        || hashes.length > WIDTH * TreeHasher.HASH) {
      throw new IllegalArgumentException("a tile has 1 to 256 hashes");
    }
    return new Tile(id, hashes.clone());
  }

  public Id id() {
    return id;
  }

  public int width() {
    return hashes.length / TreeHasher.HASH;
  }

  public byte[] toByteArray() {
    return hashes.clone();
  }

  /// The hash at `place`, 0 to width − 1.
  ///
  /// @throws IllegalArgumentException if the tile does not reach that far
  public Hash hash(int place) {
    if (place < 0 || place >= width()) {
      throw new IllegalArgumentException("a tile does not reach that far");
    }
    return Hash.of(
        Arrays.copyOfRange(hashes, place * TreeHasher.HASH, (place + 1) * TreeHasher.HASH));
  }

  /// The root of the complete subtree over the `1 << height` hashes from `from` on.
  Hash subtree(int height, int from, TreeHasher hasher) {
    int count = 1 << height;
    if (from + count > width()) {
      throw new IllegalArgumentException("a tile does not reach that far");
    }
    byte[] root = new byte[TreeHasher.HASH];
    hasher.subtree(hashes, from * TreeHasher.HASH, count, root, 0);
    return Hash.of(root);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tile that && id.equals(that.id) && Arrays.equals(hashes, that.hashes);
  }

  @Override
  public int hashCode() {
    return 31 * id.hashCode() + Arrays.hashCode(hashes);
  }

  @Override
  public String toString() {
    return "Tile[" + id.level() + "/" + id.index() + ", " + width() + " wide]";
  }
}
