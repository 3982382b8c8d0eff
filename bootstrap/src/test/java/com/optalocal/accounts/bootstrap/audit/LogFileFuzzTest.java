package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.domain.Fuzz;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLeaf;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.TreeHead;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A file that claims to be an exported log, under [Fuzz].
class LogFileFuzzTest {
  private static final AuditLogId LOG = new AuditLogId("default");

  private static String again(String text) {
    try (StringReader reader = new StringReader(text)) {
      LogFile file = new LogFile(reader);
      StringBuilder printed = new StringBuilder(LogFile.head(file.size()));
      for (List<EventRecord> some = file.next(); !some.isEmpty(); some = file.next()) {
        some.forEach(event -> printed.append(event.encoded()).append('\n'));
      }
      return printed.append("checkpoint\n").append(file.checkpoint().encoded()).toString();
    } catch (IOException neverFromMemory) {
      throw new UncheckedIOException(neverFromMemory);
    }
  }

  @Test
  void exported_logs() {
    AuditLeaf leaf =
        AuditLeaf.of(
            LOG,
            AuditEvent.of(
                MovableClock.START,
                AuditAction.SESSION_OPENED,
                AuditField.personal("user", "ana"),
                AuditField.open("method", "password")),
            new SeededRandom(2));
    EventRecord event = new EventRecord(0, leaf.hash(), Optional.of(leaf.text()), leaf.reveals());
    String checkpoint =
        Checkpoint.of(Checkpoint.origin("localhost:7410", LOG), TreeHead.EMPTY)
            .sign(SigningKey.generate(new SeededRandom(1)))
            .encoded();
    Fuzz.text(
        "export-file",
        IllegalArgumentException.class,
        LogFileFuzzTest::again,
        LogFile.head(2)
            + event.encoded()
            + "\n"
            + EventRecord.hashOnly(1, leaf.hash()).encoded()
            + "\ncheckpoint\n"
            + checkpoint,
        LogFile.head(0) + "checkpoint\n" + checkpoint);
  }
}
