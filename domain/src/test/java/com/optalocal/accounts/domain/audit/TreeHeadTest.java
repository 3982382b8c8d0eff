package com.optalocal.accounts.domain.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeHeadTest {
  /// RFC 6962 §2.1, word for word.
  private static Hash reference(List<Hash> leaves) {
    int n = leaves.size();
    if (n == 0) {
      return MerkleHash.empty();
    }
    if (n == 1) {
      return leaves.getFirst();
    }
    int k = Integer.highestOneBit(n - 1);
    return MerkleHash.node(reference(leaves.subList(0, k)), reference(leaves.subList(k, n)));
  }

  @Test
  void the_root_equals_a_naive_reference_for_every_size_to_300() {
    TreeHead tree = TreeHead.EMPTY;
    List<Hash> leaves = new ArrayList<>();
    assertThat(tree.root()).isEqualTo(reference(leaves));
    for (int i = 0; i < 300; i++) {
      Hash leaf = MerkleHash.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8));
      leaves.add(leaf);
      tree = tree.append(leaf);
      assertThat(tree.root()).as("size %d", i + 1).isEqualTo(reference(leaves));
    }
  }

  @Test
  void the_known_roots_of_the_certificate_transparency_tests_come_out() {
    String[] inputs = {
      "",
      "00",
      "10",
      "2021",
      "3031",
      "40414243",
      "5051525354555657",
      "606162636465666768696a6b6c6d6e6f"
    };
    TreeHead tree = TreeHead.EMPTY;
    for (String input : inputs) {
      tree = tree.append(MerkleHash.leaf(HexFormat.of().parseHex(input)));
    }
    assertThat(HexFormat.of().formatHex(tree.root().toByteArray()))
        .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
  }

  @Test
  void an_edge_that_does_not_fit_the_size_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TreeHead(3, List.of(MerkleHash.empty())));
  }

  @Test
  void a_checkpoint_verifies_under_its_origin_and_key_only() {
    SigningKey log = new SigningKey(new SecretBytes(new byte[32]));
    SigningKey other = new SigningKey(new SecretBytes(HexFormat.of().parseHex("01".repeat(32))));
    TreeHead tree = TreeHead.EMPTY.append(MerkleHash.leaf(new byte[] {1}));
    String origin = Checkpoint.origin("localhost:7410", new AuditLogId("default"));
    Note note = Checkpoint.of(origin, tree).sign(log);
    assertThat(Checkpoint.parse(Note.parse(note.encoded())))
        .isEqualTo(new Checkpoint(origin, 1, tree.root()));
    assertThat(Checkpoint.isSigned(note, log.verificationKey())).isTrue();
    assertThat(Checkpoint.isSigned(note, other.verificationKey())).isFalse();
    Note moved = Note.parse(note.encoded().replace("\n1\n", "\n2\n"));
    assertThat(Checkpoint.isSigned(moved, log.verificationKey())).isFalse();
  }
}
