package com.optalocal.accounts.benchmarks;

import com.optalocal.accounts.adapters.sqlite.SqliteDatabase;
import com.optalocal.accounts.adapters.sqlite.audit.LogSigner;
import com.optalocal.accounts.adapters.sqlite.audit.SqliteAuditTrail;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// Audit events through the real store, durable before each call returns, beside one row of 300
/// bytes each through nothing but a queue and SQLite. 64 submitters either way, on the same disk,
/// in turns; the median of the rounds counts.
final class DurableAppend {
  private static final int SUBMITTERS = 64;
  private static final int ROUNDS = 3;
  private static final long WARM_UP_MILLIS = 3_000;
  private static final long ROUND_MILLIS = 3_000;

  private DurableAppend() {}

  /// The ratio of audit appends to raw group commit.
  static double run() throws InterruptedException {
    double[] raw = new double[ROUNDS];
    double[] audit = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      raw[round] = raw();
      audit[round] = audit();
    }
    Arrays.sort(raw);
    Arrays.sort(audit);
    Bench.say("%-30s %,14.0f /s", "raw SQLite group commit", raw[ROUNDS / 2]);
    Bench.say("%-30s %,14.0f /s", "DurableAppend", audit[ROUNDS / 2]);
    return audit[ROUNDS / 2] / raw[ROUNDS / 2];
  }

  private static double raw() throws InterruptedException {
    Path folder = folder();
    try (RawGroupCommit commit = new RawGroupCommit(folder.resolve("raw.db"))) {
      byte[] row = new byte[300];
      return rate(() -> commit.insert(row));
    } catch (SQLException unusable) {
      throw new IllegalStateException(unusable);
    } finally {
      delete(folder);
    }
  }

  private static double audit() throws InterruptedException {
    Path folder = folder();
    SecureRandom source = new SecureRandom();
    RandomBytes random =
        length -> {
          byte[] bytes = new byte[length];
          source.nextBytes(bytes);
          return bytes;
        };
    try (SigningKey key = new SigningKey(new SecretBytes(new byte[32]));
        SqliteDatabase database = SqliteDatabase.openPortal(folder.resolve("opta.db"))) {
      AuditTrail trail = new SqliteAuditTrail(database, new LogSigner(key, "bench"), random);
      AuditLogId log = new AuditLogId(OrgId.DEFAULT.value());
      AuditEvent event =
          AuditEvent.of(
              Instant.parse("2026-11-22T00:00:00Z"),
              AuditAction.values()[0],
              AuditField.open("user", "11111111-2222-4333-8444-555555555555"),
              AuditField.personal("email", "ana@example.com"));
      return rate(() -> trail.append(log, event));
    } finally {
      delete(folder);
    }
  }

  /// How many times a second `action` ends, after three seconds to warm up, as every benchmark has.
  private static double rate(Runnable action) throws InterruptedException {
    AtomicLong done = new AtomicLong();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread[] submitters = new Thread[SUBMITTERS];
    for (int i = 0; i < SUBMITTERS; i++) {
      submitters[i] =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (!Thread.interrupted()) {
                    action.run();
                    done.incrementAndGet();
                  }
                } catch (RuntimeException failed) {
                  failure.set(failed);
                }
              });
    }
    Thread.sleep(WARM_UP_MILLIS);
    long before = done.get();
    long began = System.nanoTime();
    Thread.sleep(ROUND_MILLIS);
    double rate = (done.get() - before) / ((System.nanoTime() - began) / 1e9);
    for (Thread submitter : submitters) {
      submitter.interrupt();
    }
    for (Thread submitter : submitters) {
      submitter.join();
    }
    if (failure.get() != null) {
      throw new IllegalStateException("an append failed", failure.get());
    }
    return rate;
  }

  /// A folder beside the build, for a database that is deleted again.
  static Path folder() {
    try {
      return Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
