package com.optalocal.accounts.application.audit;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LogVerification;
import com.optalocal.accounts.domain.audit.MerkleProofs;
import com.optalocal.accounts.domain.note.Hash;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [AuditProofs] keeps, over the log that [#audit] writes.
public abstract class AuditProofsContract {
  private static final AuditLogId LOG = DEFAULT.auditLog();

  protected abstract AuditTrail audit();

  protected abstract AuditProofs proofs();

  @Test
  void every_event_of_every_tree_is_proven_and_every_tree_continues_every_smaller_one() {
    append(300);
    List<EventRecord> records = proofs().records(LOG, 0, 1000);
    assertThat(records).hasSize(300);
    for (long size : new long[] {1, 2, 255, 256, 257, 299, 300}) {
      Hash root = root(size);
      for (long index : new long[] {0, size / 2, size - 1}) {
        List<Hash> path = proofs().inclusion(LOG, index, size);
        Hash leaf = records.get((int) index).hash();
        assertThat(MerkleProofs.includes(leaf, index, size, path, root)).isTrue();
      }
      for (long older : new long[] {1, size / 2 + 1, size}) {
        if (older <= size) {
          assertThat(
                  MerkleProofs.continues(
                      older, root(older), size, root, proofs().consistency(LOG, older, size)))
              .isTrue();
        }
      }
    }
    assertThat(audit().checkpoint(LOG)).isEqualTo(proofs().checkpoint(LOG, 300));
  }

  @Test
  void the_records_verify_from_the_first_to_the_last() {
    append(20);
    LogVerification verification = new LogVerification(LOG, List.of(checkpoint(7), checkpoint(20)));
    proofs().records(LOG, 0, 11).forEach(verification::add);
    proofs().records(LOG, 11, 1000).forEach(verification::add);

    LogVerification.Report report = verification.finish();

    assertThat(report.faults()).isEmpty();
    assertThat(report.events()).isEqualTo(20);
    assertThat(report.hashOnly().isEmpty()).isTrue();
  }

  @Test
  void an_event_is_found_by_its_id() {
    append(3);
    AuditEventId id = audit().append(LOG, event());

    assertThat(proofs().indexOf(LOG, id)).contains(3L);
    assertThat(proofs().indexOf(LOG, new AuditEventId("aud_" + "0".repeat(26)))).isEmpty();
  }

  @Test
  void what_the_log_does_not_hold_cannot_be_proven() {
    append(3);

    assertThat(proofs().checkpoint(LOG, 4)).isEmpty();
    assertThat(proofs().checkpoint(LOG, 0)).isEmpty();
    assertThat(proofs().records(LOG, 3, 10)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> proofs().inclusion(LOG, 3, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> proofs().inclusion(LOG, 0, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> proofs().consistency(LOG, 3, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> proofs().consistency(LOG, 1, 4));
  }

  private void append(int events) {
    for (int i = 0; i < events; i++) {
      assertThat(audit().append(LOG, event())).isNotNull();
    }
  }

  private Checkpoint checkpoint(long size) {
    return Checkpoint.parse(proofs().checkpoint(LOG, size).orElseThrow());
  }

  private Hash root(long size) {
    return checkpoint(size).root();
  }

  private static AuditEvent event() {
    return AuditEvent.of(
        MovableClock.START,
        AuditAction.SESSION_REFRESHED,
        AuditField.personal("user", "ana"),
        AuditField.open("method", ""));
  }
}
