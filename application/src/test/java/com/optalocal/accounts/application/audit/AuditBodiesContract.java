package com.optalocal.accounts.application.audit;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.EventRanges;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.identity.People;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [AuditBodies] keeps, beside the log that [#audit] writes.
public abstract class AuditBodiesContract {
  private static final AuditLogId LOG = DEFAULT.auditLog();
  private static final String ANA = People.ANA.id().value();
  private static final String BEN = People.BEN.id().value();

  protected abstract UnitOfWork work();

  protected abstract AuditTrail audit();

  protected abstract AuditProofs proofs();

  protected abstract AuditBodies bodies();

  @Test
  void events_are_found_by_age_and_by_whom_they_are_about() {
    append(ANA, 0);
    append(BEN, 1);
    append(ANA, 2);

    assertThat(bodies().olderThan(LOG, MovableClock.START.plusSeconds(2), 10)).hasToString("0-1");
    assertThat(bodies().olderThan(LOG, MovableClock.START.plusSeconds(2), 1)).hasToString("0");
    assertThat(bodies().olderThan(LOG, MovableClock.START, 10)).hasToString("");
    assertThat(bodies().about(LOG, People.ANA.id(), 10)).hasToString("0,2");
    assertThat(bodies().about(LOG, People.ANA.id(), 1)).hasToString("0");
  }

  @Test
  void removed_values_are_gone_and_every_proof_still_holds() {
    append(ANA, 0);
    append(BEN, 1);
    List<EventRecord> before = proofs().records(LOG, 0, 10);

    remove("0", AuditAction.AUDIT_ERASED);

    List<EventRecord> after = proofs().records(LOG, 0, 10);
    assertThat(after.get(0))
        .isEqualTo(new EventRecord(0, before.get(0).hash(), before.get(0).text(), List.of()));
    assertThat(after.get(1)).isEqualTo(before.get(1));
    assertThat(audit().newest(LOG, Optional.of(ANA), 10)).isEmpty();
    assertThat(audit().newest(LOG, Optional.empty(), 10).get(2).event().fields())
        .extracting(AuditField::name)
        .containsExactly("session");
    assertThat(bodies().about(LOG, People.ANA.id(), 10).isEmpty()).isTrue();
  }

  @Test
  void nothing_is_removed_without_an_event_that_says_so() {
    append(ANA, 0);
    AuditEventId other = append(BEN, 1);

    assertThatThrownBy(() -> bodies().remove(LOG, EventRanges.parse("0"), other))
        .isInstanceOf(IllegalStateException.class);

    assertThat(proofs().records(LOG, 0, 1).getFirst().reveals()).hasSize(1);
  }

  private void remove(String events, AuditAction action) {
    boolean done =
        work()
            .atomically(() -> {
              AuditEventId recorded =
                  audit()
                      .append(
                          LOG,
                          AuditEvent.of(
                              MovableClock.START, action, AuditField.open("events", events)));
              bodies().remove(LOG, EventRanges.parse(events), recorded);
              return true;
            });
    assertThat(done).isTrue();
  }

  private AuditEventId append(String user, long second) {
    return audit()
        .append(
            LOG,
            AuditEvent.of(
                MovableClock.START.plusSeconds(second),
                AuditAction.SESSION_REFRESHED,
                AuditField.personal("user", user),
                AuditField.open("session", "s" + second)));
  }
}
