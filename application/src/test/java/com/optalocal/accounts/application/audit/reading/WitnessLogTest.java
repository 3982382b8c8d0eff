package com.optalocal.accounts.application.audit.reading;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.LogFault;
import com.optalocal.accounts.domain.audit.TrustedLog;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A device watches the log; hostile portals show it another one.
class WitnessLogTest {
  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final TestDevice device = enrolled();

  private TestDevice enrolled() {
    portal.register(People.ANA);
    return new TestDevice("laptop", portal, 11).enrolled(People.ANA);
  }

  @Test
  void a_log_that_goes_on_is_witnessed_again_and_again_and_cosigned() {
    for (int i = 1; i < 9; i++) {
      record(portal, "event " + i);
      assertThat(device.witness().look())
          .isInstanceOfSatisfying(
              WitnessLog.Outcome.Witnessed.class, seen -> assertThat(seen.cosigned()).isTrue());
    }
    assertThat(portal.stores().cosignatures().witnesses(DEFAULT.auditLog())).isEqualTo(1);
    assertThat(portal.stores().cosignatures().covering(DEFAULT.auditLog(), 0)).isNotEmpty();
  }

  @Test
  void a_log_that_was_cut_is_named() {
    WitnessLog.Outcome.Witnessed seen = witnessed(20);
    InMemoryPortal cut = another();
    record(cut, "only one");

    assertThat(fault(cut).kind()).isEqualTo(LogFault.Kind.SHRUNK);
    assertThat(fault(cut).words())
        .contains("has seen " + seen.seen().checkpoint().size() + " events");
    assertThat(device.witnesses().seen(user())).contains(seen.seen());
  }

  @Test
  void a_history_that_was_rewritten_is_named_with_both_sizes() {
    long size = witnessed(5).seen().checkpoint().size();
    InMemoryPortal rewritten = another();
    for (int i = 0; i < 40; i++) {
      record(rewritten, "another history " + i);
    }

    LogFault fault = fault(rewritten);

    assertThat(fault.kind()).isEqualTo(LogFault.Kind.FORKED);
    assertThat(fault.at()).isEqualTo(size);
    assertThat(fault.words()).contains("does not begin with the " + size + " events");
  }

  @Test
  void two_histories_of_one_size_are_named() {
    long size = witnessed(5).seen().checkpoint().size();
    InMemoryPortal fork = another();
    while (size(fork) < size) {
      record(fork, "fork");
    }

    assertThat(fault(fork).kind()).isEqualTo(LogFault.Kind.FORKED);
  }

  @Test
  void removing_values_changes_nothing_for_a_witness() {
    witnessed(5);
    clock.advance(Duration.ofDays(400));
    long pruned = portal.removeAuditBodies(Duration.ofDays(365)).prune(DEFAULT.auditLog());

    assertThat(pruned).isPositive();
    device.signedIn(People.ANA);
    assertThat(device.witness().look()).isInstanceOf(WitnessLog.Outcome.Witnessed.class);
  }

  @Test
  void what_the_device_saw_is_told_once() {
    assertThat(device.localEvents().add("tool.approved", "make")).isPresent();
    assertThat(device.localEvents().add("tool.denied", "rm")).isPresent();

    assertThat(device.localEvents().tell()).isEqualTo(2);
    assertThat(device.localEvents().tell()).isZero();
    assertThat(portal.stores().audit().actions(DEFAULT.auditLog()))
        .filteredOn(AuditAction.DEVICE_REPORTED::equals)
        .hasSize(2);
  }

  @Test
  void another_key_is_not_the_logs() {
    WitnessLog.Outcome.Witnessed seen = witnessed(3);
    InMemoryRemoteAudit honest = new InMemoryRemoteAudit(portal);
    var head = device.session().call((held, token) -> honest.head(held, token).orElseThrow());
    var forged = Checkpoint.parse(head.checkpoint());
    var stranger = SigningKey.generate(new SeededRandom(9));

    assertThat(TrustedLog.of(seen.seen().logKey()).fault(forged.sign(stranger)))
        .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(LogFault.Kind.NOT_SIGNED));
  }

  private WitnessLog.Outcome.Witnessed witnessed(int events) {
    for (int i = 0; i < events; i++) {
      record(portal, "event " + i);
    }
    return (WitnessLog.Outcome.Witnessed) device.witness().look();
  }

  /// The same portal's key and name, with another history.
  private InMemoryPortal another() {
    return new InMemoryPortal(clock);
  }

  private LogFault fault(InMemoryPortal shown) {
    return ((WitnessLog.Outcome.Faulty)
            device.witness(new InMemoryRemoteAudit(portal, shown)).look())
        .fault();
  }

  private static long size(InMemoryPortal of) {
    return of.stores().audit().records(DEFAULT.auditLog(), 0, 1000).size();
  }

  private UserId user() {
    return People.ANA.id();
  }

  private static void record(InMemoryPortal portal, String what) {
    assertThat(
            portal
                .stores()
                .audit()
                .append(
                    DEFAULT.auditLog(),
                    AuditEvent.of(
                        portal.clock().instant(),
                        AuditAction.SESSION_REFRESHED,
                        AuditField.personal("user", People.ANA.id()),
                        AuditField.open("what", what))))
        .isNotNull();
  }
}
