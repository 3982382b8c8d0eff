package com.optalocal.accounts.benchmarks;

import com.optalocal.accounts.domain.audit.MerkleProofs;
import com.optalocal.accounts.domain.audit.Tile;
import com.optalocal.accounts.domain.audit.TiledTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The proof for any of ten million leaves, from tiles in memory.
@State(Scope.Thread)
public class InclusionProof {
  private static final long LEAVES = 10_000_000;
  private final Map<Tile.Id, Tile> tiles = new HashMap<>();
  private final Random random = new Random(1);

  @Setup
  public void build() {
    TiledTree tree = new TiledTree();
    byte[] leaf = new byte[32];
    while (tree.size() < LEAVES) {
      random.nextBytes(leaf);
      tree.append(leaf);
      if (tree.size() % 65_536 == 0 || tree.size() == LEAVES) {
        tree.drainChanged().forEach(tile -> tiles.put(tile.id(), tile));
      }
    }
  }

  @Benchmark
  public Object proof() {
    MerkleProofs proofs = new MerkleProofs(id -> Objects.requireNonNull(tiles.get(id)));
    return proofs.inclusion(random.nextLong(LEAVES), LEAVES);
  }
}
