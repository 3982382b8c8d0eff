package com.optalocal.accounts.application.audit;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.optalocal.accounts.application.UnitOfWork;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

public abstract class AuditTrailContract {
  private static final AuditLogId LOG = DEFAULT.auditLog();

  /// An empty log.
  protected abstract AuditTrail audit();

  /// The unit of work that the log takes part in.
  protected abstract UnitOfWork work();

  /// Verifies the log's checkpoints.
  protected abstract VerificationKey logKey();

  /// The portal's host in the checkpoints' origin.
  protected abstract String host();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @Test
  void an_event_comes_back_whole_under_its_id() {
    AuditEvent event =
        AuditEvent.of(
            MovableClock.START,
            AuditAction.SESSION_OPENED,
            AuditField.personal("user", "ana"),
            AuditField.open("method", "password"),
            AuditField.personal("device-name", "Ana’s laptop"),
            AuditField.open("empty", ""));

    AuditEventId id = audit().append(LOG, event);

    assertThat(audit().newest(LOG, Optional.empty(), 10))
        .containsExactly(new AuditTrail.Entry(0, id, event));
  }

  @Test
  void an_event_may_have_no_fields() {
    AuditEvent event = AuditEvent.of(MovableClock.START, AuditAction.PORTAL_INITIALIZED);

    AuditEventId id = audit().append(LOG, event);

    assertThat(audit().newest(LOG, Optional.empty(), 10))
        .containsExactly(new AuditTrail.Entry(0, id, event));
  }

  @Test
  void the_newest_come_first_and_no_more_than_asked_for() {
    for (int i = 0; i < 5; i++) {
      audit().append(LOG, about("ana", i));
    }

    assertThat(audit().newest(LOG, Optional.empty(), 3))
        .extracting(AuditTrail.Entry::index)
        .containsExactly(4L, 3L, 2L);
  }

  @Test
  void a_limit_outside_one_to_a_thousand_is_refused() {
    assertThatThrownBy(() -> audit().newest(LOG, Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> audit().newest(LOG, Optional.empty(), 1001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_about_one_user_can_be_asked_for() {
    audit().append(LOG, about("ana", 0));
    audit().append(LOG, about("ben", 1));
    audit().append(LOG, about("ana", 2));
    audit()
        .append(
            LOG,
            AuditEvent.of(
                MovableClock.START,
                AuditAction.DEVICE_ADDED,
                AuditField.open("device-name", "ana")));

    assertThat(audit().newest(LOG, Optional.of("ana"), 10))
        .extracting(AuditTrail.Entry::index, entry -> entry.event().fields().getFirst().value())
        .containsExactly(tuple(2L, "ana"), tuple(0L, "ana"));
    assertThat(audit().newest(LOG, Optional.of("ana"), 1))
        .extracting(AuditTrail.Entry::index)
        .containsExactly(2L);
    assertThat(audit().newest(LOG, Optional.of("zoe"), 10)).isEmpty();
  }

  @Test
  void what_came_before_or_since_an_event_can_be_asked_for() {
    for (int i = 0; i < 6; i++) {
      audit().append(LOG, about(i % 2 == 0 ? "ana" : "ben", i));
    }

    assertThat(audit().before(LOG, Optional.empty(), 4, 2))
        .extracting(AuditTrail.Entry::index)
        .containsExactly(3L, 2L);
    assertThat(audit().before(LOG, Optional.of("ana"), 4, 10))
        .extracting(AuditTrail.Entry::index)
        .containsExactly(2L, 0L);
    assertThat(audit().since(LOG, Optional.empty(), 4, 10))
        .extracting(AuditTrail.Entry::index)
        .containsExactly(4L, 5L);
    assertThat(audit().since(LOG, Optional.of("ben"), 1, 2))
        .extracting(AuditTrail.Entry::index)
        .containsExactly(1L, 3L);
    assertThat(audit().since(LOG, Optional.empty(), 6, 10)).isEmpty();
  }

  @Test
  void an_event_under_an_id_of_its_own_is_recorded_once() {
    AuditEventId id = new AuditEventId("aud_01ARZ3NDEKTSV4RRFFQ69G5FAV");

    assertThat(audit().appendOnce(LOG, id, about("ana", 1))).isTrue();
    assertThat(audit().appendOnce(LOG, id, about("ben", 2))).isFalse();

    assertThat(audit().newest(LOG, Optional.empty(), 10))
        .containsExactly(new AuditTrail.Entry(0, id, about("ana", 1)));
  }

  @Test
  void an_event_is_undone_with_its_unit_and_leaves_no_gap() {
    audit().append(LOG, about("ana", 0));
    Optional<Note> before = audit().checkpoint(LOG);

    assertThatThrownBy(() ->
            work()
                .atomically(() -> {
                  audit().append(LOG, about("ana", 1));
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(audit().checkpoint(LOG)).isEqualTo(before);
    audit().append(LOG, about("ana", 2));
    assertThat(audit().newest(LOG, Optional.empty(), 10))
        .extracting(AuditTrail.Entry::index)
        .containsExactly(1L, 0L);
  }

  @Test
  void events_of_many_writers_get_consecutive_numbers() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<AuditEventId>> running =
          LongStream.range(0, 40)
              .mapToObj(i -> threads.submit(() -> audit().append(LOG, about("ana", i))))
              .toList();
      for (Future<AuditEventId> writer : running) {
        writer.get();
      }
    }

    assertThat(audit().newest(LOG, Optional.empty(), 1000).reversed())
        .extracting(AuditTrail.Entry::index)
        .containsExactlyElementsOf(LongStream.range(0, 40).boxed().toList());
    assertThat(size(audit().checkpoint(LOG))).isEqualTo(40);
  }

  @Test
  void a_log_without_events_has_no_checkpoint() {
    assertThat(audit().checkpoint(LOG)).isEmpty();
    assertThat(audit().newest(LOG, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void a_checkpoint_is_signed_under_the_logs_origin_and_grows() {
    audit().append(LOG, about("ana", 0));
    Note first = audit().checkpoint(LOG).orElseThrow();
    audit().append(LOG, about("ana", 1));
    Note second = audit().checkpoint(LOG).orElseThrow();

    assertThat(List.of(first, second))
        .allSatisfy(note -> {
          assertThat(Checkpoint.isSigned(note, logKey())).isTrue();
          assertThat(Checkpoint.parse(note).origin()).isEqualTo(host() + "/audit/default");
        });
    assertThat(Checkpoint.parse(first).size()).isEqualTo(1);
    assertThat(Checkpoint.parse(second).size()).isEqualTo(2);
    assertThat(Checkpoint.parse(second).root()).isNotEqualTo(Checkpoint.parse(first).root());
  }

  @Test
  void a_log_that_did_not_grow_keeps_its_checkpoint() {
    audit().append(LOG, about("ana", 0));

    assertThat(audit().checkpoint(LOG)).isEqualTo(audit().checkpoint(LOG));
  }

  @Test
  void each_organization_has_its_own_log() {
    AuditLogId other = otherOrganization().auditLog();
    audit().append(LOG, about("ana", 0));
    audit().append(LOG, about("ana", 1));
    audit().append(other, about("ana", 2));

    assertThat(audit().newest(other, Optional.of("ana"), 10))
        .extracting(AuditTrail.Entry::index)
        .containsExactly(0L);
    assertThat(size(audit().checkpoint(LOG))).isEqualTo(2);
    assertThat(size(audit().checkpoint(other))).isEqualTo(1);
  }

  private static long size(Optional<Note> checkpoint) {
    return Checkpoint.parse(checkpoint.orElseThrow()).size();
  }

  private static AuditEvent about(String user, long second) {
    return AuditEvent.of(
        MovableClock.START.plusSeconds(second),
        AuditAction.SESSION_REFRESHED,
        AuditField.personal("user", user),
        AuditField.open("session", "s" + second));
  }
}
