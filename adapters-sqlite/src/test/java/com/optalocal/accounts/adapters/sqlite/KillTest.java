package com.optalocal.accounts.adapters.sqlite;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.audit.SqliteAuditTrail;
import com.optalocal.accounts.adapters.sqlite.vault.SqliteVaults;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.TreeHead;
import com.optalocal.accounts.domain.audit.crypto.MerkleHash;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.vault.VaultNotes;
import com.optalocal.accounts.domain.vault.VaultVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A process that writes is killed in the middle, several times on one database.
@Timeout(120)
class KillTest {
  @TempDir Path folder;

  @Test
  void what_was_acknowledged_is_there_and_nothing_is_half_written() throws Exception {
    Path file = folder.resolve("portal.db");
    Set<String> acknowledged = new HashSet<>();
    for (int round = 0; round < 3; round++) {
      try (ChildJvm child =
          new ChildJvm(
              WritesUntilKilled.class,
              List.of(),
              file.toString(),
              Integer.toString(1_000_000 * (round + 1)))) {
        acknowledged.addAll(child.lines(60 + 25 * round));
        acknowledged.addAll(child.kill());
      }
      try (SqliteDatabase database = SqliteDatabase.openPortal(file)) {
        assertWhole(database, acknowledged);
      }
    }
  }

  private static void assertWhole(SqliteDatabase database, Set<String> acknowledged) {
    List<String> users = rows(database, "SELECT user_id FROM users");
    assertThat(users).containsAll(acknowledged);
    assertThat(rows(database, "PRAGMA integrity_check")).containsExactly("ok");
    assertThat(rows(database, "PRAGMA foreign_key_check")).isEmpty();

    SqliteVaults vaults = new SqliteVaults(database);
    for (String id : users) {
      UserId user = new UserId(id);
      VaultNotes notes = vaults.find(DEFAULT, user).orElseThrow();
      assertThat(notes.items()).hasSize(1);
      assertThat(VaultVerifier.verify(user, Optional.empty(), notes))
          .isInstanceOf(VaultVerifier.Verdict.Genuine.class);
    }

    assertThat(rows(database, "SELECT value FROM audit_body WHERE field = 'user'"))
        .containsExactlyInAnyOrderElementsOf(users);
    TreeHead tree = TreeHead.EMPTY;
    for (String leaf : rows(database, "SELECT leaf FROM audit_leaf ORDER BY leaf_index")) {
      tree = tree.append(MerkleHash.leaf(leaf.getBytes(StandardCharsets.UTF_8)));
    }
    Checkpoint checkpoint =
        Checkpoint.parse(
            new SqliteAuditTrail(
                    database,
                    SigningKey.generate(new SeededRandom(1)),
                    "accounts.example.com",
                    new SeededRandom(2))
                .checkpoint(DEFAULT.auditLog())
                .orElseThrow());
    assertThat(checkpoint.size()).isEqualTo(users.size());
    assertThat(checkpoint.root()).isEqualTo(tree.root());
  }

  private static List<String> rows(SqliteDatabase database, String sql) {
    return database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
