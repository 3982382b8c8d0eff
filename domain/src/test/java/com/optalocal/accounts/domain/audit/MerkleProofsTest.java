package com.optalocal.accounts.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.SharedVectors;
import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MerkleProofsTest {
  private static Hash leaf(long i) {
    return MerkleHash.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8));
  }

  /// RFC 6962 §2.1, word for word, over a list.
  private static Hash reference(List<Hash> leaves) {
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    return MerkleHash.node(
        reference(leaves.subList(0, k)), reference(leaves.subList(k, leaves.size())));
  }

  private static List<Hash> referencePath(int index, List<Hash> leaves) {
    if (leaves.size() == 1) {
      return new ArrayList<>();
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    List<Hash> path;
    if (index < k) {
      path = referencePath(index, leaves.subList(0, k));
      path.add(reference(leaves.subList(k, leaves.size())));
    } else {
      path = referencePath(index - k, leaves.subList(k, leaves.size()));
      path.add(reference(leaves.subList(0, k)));
    }
    return path;
  }

  /// A store of tiles, filled by draining after every `step` appends.
  private static final class Tiles {
    final Map<Tile.Id, Tile> stored = new HashMap<>();
    TiledTree tree = new TiledTree();

    void appendTo(long size, int step) {
      while (tree.size() < size) {
        for (int i = 0; i < step && tree.size() < size; i++) {
          tree.append(leaf(tree.size()).toByteArray());
        }
        tree.drainChanged().forEach(tile -> stored.put(tile.id(), tile));
      }
    }

    Tile read(Tile.Id id) {
      Tile tile = stored.get(id);
      if (tile == null) {
        throw new IllegalArgumentException("no such tile");
      }
      return tile;
    }
  }

  @Test
  void the_tree_equals_a_naive_reference_for_1_to_2000_leaves() {
    Tiles tiles = new Tiles();
    List<Hash> leaves = new ArrayList<>();
    TreeHead head = TreeHead.EMPTY;
    for (int size = 1; size <= 2000; size++) {
      leaves.add(leaf(size - 1L));
      head = head.append(leaves.getLast());
      tiles.appendTo(size, 1);
      Hash expected = reference(leaves);
      assertThat(tiles.tree.root()).as("size %d", size).isEqualTo(expected);
      assertThat(head.root()).isEqualTo(expected);
      if (size % 37 == 0 || size > 1990 || Integer.bitCount(size) == 1) {
        MerkleProofs proofs = new MerkleProofs(tiles::read);
        assertThat(proofs.root(size)).isEqualTo(expected);
        for (int index : new int[] {0, size / 3, size / 2, size - 1}) {
          List<Hash> path = proofs.inclusion(index, size);
          assertThat(path).isEqualTo(referencePath(index, leaves));
          assertThat(MerkleProofs.includes(leaf(index), index, size, path, expected)).isTrue();
        }
      }
    }
  }

  @Test
  void a_tree_resumes_from_its_tiles_at_any_size() {
    for (long size : new long[] {0, 1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 70_000}) {
      Tiles tiles = new Tiles();
      tiles.appendTo(size, 1000);
      Hash before = tiles.tree.root();
      tiles.tree = TiledTree.resume(size, tiles::read);
      assertThat(tiles.tree.root()).isEqualTo(before);
      tiles.appendTo(size + 300L, 7);
      Tiles straight = new Tiles();
      straight.appendTo(size + 300L, 300);
      assertThat(tiles.tree.root()).isEqualTo(straight.tree.root());
      assertThat(tiles.stored.keySet()).isEqualTo(straight.stored.keySet());
    }
  }

  @Test
  void every_size_continues_every_smaller_one_and_no_other_root_does() {
    Tiles tiles = new Tiles();
    tiles.appendTo(700, 50);
    MerkleProofs proofs = new MerkleProofs(tiles::read);
    Random random = new Random(42);
    for (int i = 0; i < 2000; i++) {
      long newer = 1 + random.nextLong(700);
      long older = 1 + random.nextLong(newer);
      List<Hash> proof = proofs.consistency(older, newer);
      Hash oldRoot = proofs.root(older);
      Hash newRoot = proofs.root(newer);
      assertThat(MerkleProofs.continues(older, oldRoot, newer, newRoot, proof)).isTrue();
      Hash other = leaf(9_999_999);
      assertThat(MerkleProofs.continues(older, other, newer, newRoot, proof)).isFalse();
      assertThat(MerkleProofs.continues(older, oldRoot, newer, other, proof)).isFalse();
      if (!proof.isEmpty()) {
        List<Hash> bent = new ArrayList<>(proof);
        bent.set(random.nextInt(bent.size()), other);
        assertThat(MerkleProofs.continues(older, oldRoot, newer, newRoot, bent)).isFalse();
        assertThat(
                MerkleProofs.continues(
                    older, oldRoot, newer, newRoot, proof.subList(0, proof.size() - 1)))
            .isFalse();
      }
    }
  }

  @Test
  void what_does_not_exist_cannot_be_proven() {
    MerkleProofs proofs = new MerkleProofs(new Tiles()::read);
    assertThatIllegalArgumentException().isThrownBy(() -> proofs.inclusion(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> proofs.inclusion(5, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> proofs.consistency(2, 1));
  }

  @Test
  void the_inclusion_vectors_of_the_transparency_project_hold() {
    JsonNode cases = SharedVectors.read("transparency/inclusion.json");
    assertThat(cases.size()).isGreaterThan(50);
    for (JsonNode one : cases) {
      boolean holds;
      try {
        holds =
            MerkleProofs.includes(
                hash(one.get("leafHash")),
                one.get("leafIdx").asLong(-1),
                one.get("treeSize").asLong(-1),
                hashes(one.get("proof")),
                hash(one.get("root")));
      } catch (IllegalArgumentException malformed) {
        holds = false;
      }
      assertThat(holds).as(one.get("file").asString()).isEqualTo(!one.get("wantErr").asBoolean());
    }
  }

  @Test
  void the_consistency_vectors_of_the_transparency_project_hold() {
    JsonNode cases = SharedVectors.read("transparency/consistency.json");
    assertThat(cases.size()).isGreaterThan(50);
    for (JsonNode one : cases) {
      boolean holds;
      try {
        holds =
            MerkleProofs.continues(
                one.get("size1").asLong(-1),
                hash(one.get("root1")),
                one.get("size2").asLong(-1),
                hash(one.get("root2")),
                hashes(one.get("proof")));
      } catch (IllegalArgumentException malformed) {
        holds = false;
      }
      assertThat(holds).as(one.get("file").asString()).isEqualTo(!one.get("wantErr").asBoolean());
    }
  }

  private static Hash hash(JsonNode base64) {
    byte[] bytes = Base64.getDecoder().decode(base64.isNull() ? "" : base64.asString());
    if (bytes.length == 0) {
      throw new IllegalArgumentException("no hash");
    }
    // some cases write words where a root would be: only their being equal or not matters
    return bytes.length == 32 ? Hash.of(bytes) : Sha256.of(bytes);
  }

  private static List<Hash> hashes(JsonNode list) {
    List<Hash> hashes = new ArrayList<>();
    list.forEach(one -> hashes.add(hash(one)));
    return hashes;
  }
}
