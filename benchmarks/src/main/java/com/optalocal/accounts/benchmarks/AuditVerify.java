package com.optalocal.accounts.benchmarks;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLeaf;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LogVerification;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// A million events of a log, from the text of an export to a checked tree. Making the events is
/// not counted.
final class AuditVerify {
  private static final int EVENTS = 1_000_000;
  private static final int BATCH = 10_000;

  private AuditVerify() {}

  /// Seconds for a million events.
  static double run() {
    Random seeded = new Random(1);
    RandomBytes random =
        length -> {
          byte[] bytes = new byte[length];
          seeded.nextBytes(bytes);
          return bytes;
        };
    AuditLogId log = OrgId.DEFAULT.auditLog();
    LogVerification verification = new LogVerification(log, List.of());
    long nanos = 0;
    for (int from = 0; from < EVENTS; from += BATCH) {
      List<String> records = new ArrayList<>(BATCH);
      for (int index = from; index < from + BATCH; index++) {
        AuditLeaf leaf = AuditLeaf.of(log, event(index), random);
        records.add(
            new EventRecord(index, leaf.hash(), Optional.of(leaf.text()), leaf.reveals())
                .encoded());
      }
      long began = System.nanoTime();
      verification.addAll(records.stream().map(EventRecord::parse).toList());
      nanos += System.nanoTime() - began;
    }
    LogVerification.Report report = verification.finish();
    if (!report.isGenuine() || report.events() != EVENTS) {
      throw new IllegalStateException("the log does not verify");
    }
    return nanos / 1e9;
  }

  private static AuditEvent event(int index) {
    return AuditEvent.of(
        Instant.ofEpochSecond(1_795_000_000L + index),
        AuditAction.VAULT_ITEM_WRITTEN,
        AuditField.personal("user", "11111111-2222-4333-8444-555555555555"),
        AuditField.open("name", "ANTHROPIC_API_KEY"),
        AuditField.open("version", index % 10),
        AuditField.personal("device-name", "mbp-14"));
  }
}
