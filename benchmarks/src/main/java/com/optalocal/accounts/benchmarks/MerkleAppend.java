package com.optalocal.accounts.benchmarks;

import com.optalocal.accounts.domain.audit.Tile;
import com.optalocal.accounts.domain.audit.TiledTree;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// Leaf hashes into a tree that has `size` leaves already; changed tiles are handed over every
/// 1,024.
@State(Scope.Thread)
public class MerkleAppend {
  private static final int APPENDS = 1024;

  @Param({"1000", "100000", "10000000"})
  public long size;

  private final byte[] leaf = new byte[32];
  private TiledTree tree = new TiledTree();

  @Setup
  public void grow() {
    new Random(size).nextBytes(leaf);
    byte[] full = new byte[Tile.WIDTH * 32];
    new Random(size + 1).nextBytes(full);
    tree = TiledTree.resume(size, id -> Tile.of(id, full));
  }

  @Benchmark
  @OperationsPerInvocation(APPENDS)
  public Object append() {
    for (int i = 0; i < APPENDS; i++) {
      leaf[i & 31]++;
      tree.append(leaf);
    }
    return tree.drainChanged();
  }
}
