package com.optalocal.accounts.benchmarks;

import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.adapters.sqlite.audit.LogSigner;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteAuditProofs;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.MerkleProofs;
import com.optalocal.accounts.domain.audit.Tile;
import com.optalocal.accounts.domain.audit.TiledTree;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The proof for any of ten million leaves, as the portal makes it: from tiles in a database file of
/// 330 MB. Every proof is checked against the signed root. Runs only by its name, since building the
/// tree takes longer than all other benchmarks together.
final class StoredProof {
  private static final long LEAVES = 10_000_000;
  private static final int WARM_UP = 1_000;
  private static final int PROOFS = 20_000;
  private static final AuditLogId LOG = OrgId.DEFAULT.auditLog();

  private StoredProof() {}

  /// The milliseconds of each proof, in ascending order.
  static double[] run() {
    Path folder = DurableAppend.folder();
    try (SigningKey key = new SigningKey(new SecretBytes(new byte[32]))) {
      Path file = folder.resolve("opta.db");
      SqliteDatabase.openPortal(file).close();
      fill(file);
      Bench.say("%-30s %,d leaves in %,d MB", "StoredProof", LEAVES, Files.size(file) >> 20);
      try (SqliteDatabase database = SqliteDatabase.openPortal(file)) {
        return measured(new SqliteAuditProofs(database, new LogSigner(key, "bench")));
      }
    } catch (IOException | SQLException unusable) {
      throw new IllegalStateException(unusable);
    } finally {
      DurableAppend.delete(folder);
    }
  }

  private static double[] measured(SqliteAuditProofs proofs) {
    Random random = new Random(2);
    Hash root = Checkpoint.parse(proofs.checkpoint(LOG, LEAVES).orElseThrow()).root();
    double[] millis = new double[PROOFS];
    // on a busy machine the slowest wait for a processor, not for the tree
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long busiest = 0;
    for (int i = -WARM_UP; i < PROOFS; i++) {
      long index = random.nextLong(LEAVES);
      long worked = thread.getCurrentThreadCpuTime();
      long began = System.nanoTime();
      List<Hash> path = proofs.inclusion(LOG, index, LEAVES);
      double took = (System.nanoTime() - began) / 1e6;
      if (i >= 0) {
        millis[i] = took;
        busiest = Math.max(busiest, thread.getCurrentThreadCpuTime() - worked);
      }
      if (!MerkleProofs.includes(Hash.of(leaf(index)), index, LEAVES, path, root)) {
        throw new IllegalStateException("a proof does not lead to the root");
      }
    }
    Bench.say("%-30s processor time of any proof at most %.3f ms", "StoredProof", busiest / 1e6);
    Arrays.sort(millis);
    return millis;
  }

  private static void fill(Path file) throws SQLException {
    TiledTree tree = new TiledTree();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              """
              INSERT INTO audit_tile (org_id, level, tile_index, hashes) VALUES (?, ?, ?, ?)
              ON CONFLICT DO UPDATE SET hashes = excluded.hashes
              """)) {
        while (tree.size() < LEAVES) {
          tree.append(leaf(tree.size()));
          if (tree.size() % 65_536 == 0 || tree.size() == LEAVES) {
            for (Tile tile : tree.drainChanged()) {
              insert.setString(1, LOG.value());
              insert.setInt(2, tile.id().level());
              insert.setLong(3, tile.id().index());
              insert.setBytes(4, tile.toByteArray());
              insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
          }
        }
      }
      try (PreparedStatement reached =
          connection.prepareStatement("INSERT INTO audit_tree (org_id, size, last) VALUES (?, ?, ?)")) {
        reached.setString(1, LOG.value());
        reached.setLong(2, LEAVES);
        reached.setBytes(3, leaf(LEAVES - 1));
        reached.executeUpdate();
      }
      connection.commit();
    }
  }

  /// Stands for the hash of the event at `index`.
  private static byte[] leaf(long index) {
    byte[] hash = new byte[32];
    new Random(index).nextBytes(hash);
    return hash;
  }
}
