package com.optalocal.accounts.adapters.sqlite.audit;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;

import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LogVerification;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/// Not a test: how fast the log is on this machine, beside the raw rate of the same writer. Run
/// with the folder to write in.
final class MeasuresAudit {
  private static final AuditLogId LOG = DEFAULT.auditLog();
  private static final int SUBMITTERS = 64;

  private MeasuresAudit() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args[0]), "audit");
    try (SqliteDatabase database = SqliteDatabase.openPortal(folder.resolve("opta.db"))) {
      LogSigner signer = new LogSigner(SigningKey.generate(new SeededRandom(1)), "measure");
      SqliteAuditTrail trail = new SqliteAuditTrail(database, signer, new SeededRandom(2));
      String row = "x".repeat(300);
      boolean made =
          database.write(handle -> handle.execute("CREATE TABLE raw (row TEXT NOT NULL)")) >= 0;
      assert made;
      for (int round = 0; round < 3; round++) {
        double raw =
            rate(
                60_000,
                () -> database.write(h -> h.execute("INSERT INTO raw (row) VALUES (?)", row)));
        double audit = rate(60_000, () -> trail.append(LOG, event()));
        System.out.printf(
            "raw %.0f/s  audit with tree %.0f/s  ratio %.2f%n", raw, audit, audit / raw);
      }
      proofs(database, signer);
      verify(new SqliteAuditProofs(database, signer), trail);
    }
  }

  private static AuditEvent event() {
    return AuditEvent.of(
        MovableClock.START,
        AuditAction.SESSION_REFRESHED,
        AuditField.personal("user", "0b0e7a1c-3f57-4a6b-9d0e-3f1f6a2d9c11"),
        AuditField.open("session", "f2b9a6d0-6a8e-4cde-8a55-0d9d3d3a1c22"));
  }

  private static double rate(int total, Runnable one) throws Exception {
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SUBMITTERS; i++) {
        var submitted =
            threads.submit(() -> {
              for (int n = 0; n < total / SUBMITTERS; n++) {
                one.run();
              }
            });
        assert submitted != null;
      }
    }
    return total / ((System.nanoTime() - begun) / 1e9);
  }

  private static void proofs(SqliteDatabase database, LogSigner signer) {
    SqliteAuditProofs proofs = new SqliteAuditProofs(database, signer);
    long size =
        Checkpoint.parse(
                new SqliteAuditTrail(database, signer, new SeededRandom(3))
                    .checkpoint(LOG)
                    .orElseThrow())
            .size();
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    long begun = System.nanoTime();
    int made = 0;
    for (int i = 0; i < 2000; i++) {
      made += proofs.inclusion(LOG, random.nextLong(size), size).size();
    }
    System.out.printf(
        "%d leaves: a proof %.3f ms (%d hashes)%n",
        size, (System.nanoTime() - begun) / 1e6 / 2000, made / 2000);
  }

  private static void verify(SqliteAuditProofs proofs, SqliteAuditTrail trail) {
    Checkpoint head = Checkpoint.parse(trail.checkpoint(LOG).orElseThrow());
    LogVerification verification = new LogVerification(LOG, List.of(head));
    long begun = System.nanoTime();
    for (List<EventRecord> page = proofs.records(LOG, 0, 1000);
        !page.isEmpty();
        page = proofs.records(LOG, verification.size(), 1000)) {
      page.forEach(verification::add);
    }
    LogVerification.Report report = verification.finish();
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "verified %d events, genuine %s: %.2f s a million%n",
        report.events(), report.isGenuine(), seconds * 1e6 / report.events());
  }
}
