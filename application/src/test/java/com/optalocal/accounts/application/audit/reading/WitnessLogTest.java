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
import com.optalocal.accounts.domain.audit.LogKeySuccession;
import com.optalocal.accounts.domain.audit.LogKeys;
import com.optalocal.accounts.domain.audit.TrustedLog;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.time.Duration;
import java.util.List;
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

    assertThat(TrustedLog.of(seen.seen().keys()).fault(forged.sign(stranger)))
        .hasValueSatisfying(fault -> assertThat(fault.kind()).isEqualTo(LogFault.Kind.NOT_SIGNED));
  }

  @Test
  void a_key_that_the_old_one_signed_is_followed() {
    VerifierKey old = portal.stores().logVerifier();
    WitnessLog.Outcome.Witnessed before = witnessed(3);
    long size = rotate(portal, 301).size();
    WitnessLog.Outcome.Witnessed after = witnessed(2);

    assertThat(before.seen().keys()).isEqualTo(LogKeys.of(old));
    assertThat(after.seen().keys().current()).isEqualTo(portal.stores().logVerifier());
    assertThat(after.seen().keys().former()).containsExactly(new LogKeys.Former(old.key(), size));
    assertThat(after.cosigned()).isTrue();
    assertThat(portal.stores().audit().actions(DEFAULT.auditLog()))
        .contains(AuditAction.AUDIT_KEY_CHANGED);
  }

  @Test
  void a_device_that_comes_later_pins_the_keys_before_as_well() {
    rotate(portal, 301);
    TestDevice later = new TestDevice("tablet", portal, 12).signedIn(People.ANA);

    assertThat(later.witness().look())
        .isInstanceOfSatisfying(
            WitnessLog.Outcome.Witnessed.class,
            seen -> assertThat(seen.seen().keys().former()).hasSize(1));
  }

  @Test
  void a_new_key_that_nobody_signed_for_is_refused_and_not_pinned() {
    WitnessLog.Outcome.Witnessed seen = witnessed(3);
    portal.stores().audit().signWith(SigningKey.generate(new SeededRandom(9)));

    assertThat(fault(portal).kind()).isEqualTo(LogFault.Kind.NOT_SIGNED);
    assertThat(device.witnesses().seen(user())).contains(seen.seen());
  }

  @Test
  void an_old_key_that_comes_back_is_named() {
    witnessed(3);
    SigningKey old = SigningKey.generate(new SeededRandom(101));
    assertThat(old.verificationKey()).isEqualTo(portal.stores().logKey());
    rotate(portal, 301);
    witnessed(1);
    record(portal, "signed by whoever found the old key");
    portal.stores().audit().signWith(old);

    assertThat(fault(portal).kind()).isEqualTo(LogFault.Kind.KEY_ROLLED_BACK);
  }

  @Test
  void two_successors_of_one_key_are_named() {
    witnessed(3);
    rotate(portal, 301);
    WitnessLog.Outcome.Witnessed seen = witnessed(1);
    InMemoryPortal fork = another();
    for (long i = size(fork); i < 10; i++) {
      record(fork, "fork");
    }
    rotate(fork, 302);

    assertThat(fault(fork).kind()).isEqualTo(LogFault.Kind.KEY_FORKED);
    assertThat(device.witnesses().seen(user())).contains(seen.seen());
  }

  @Test
  void two_histories_that_two_devices_were_shown_are_named_when_they_compare() {
    witnessed(5);
    InMemoryPortal fork = another();
    for (int i = 0; i < 9; i++) {
      record(fork, "shown to somebody else " + i);
    }
    Note elsewhere = fork.stores().audit().checkpoint(DEFAULT.auditLog()).orElseThrow();
    Note smaller = fork.stores().audit().checkpoint(DEFAULT.auditLog(), 2).orElseThrow();

    for (Note shown : List.of(elsewhere, smaller)) {
      assertThat(device.witness().compare(shown))
          .isInstanceOfSatisfying(
              WitnessLog.Outcome.Faulty.class,
              faulty -> {
                assertThat(faulty.fault().kind()).isEqualTo(LogFault.Kind.FORKED);
                assertThat(faulty.fault().words()).contains("two histories");
              });
    }
  }

  @Test
  void what_another_device_saw_of_the_same_history_is_no_fault() {
    Note earlier = portal.stores().audit().checkpoint(DEFAULT.auditLog()).orElseThrow();
    witnessed(5);
    Note now = portal.stores().audit().checkpoint(DEFAULT.auditLog()).orElseThrow();
    Note forged = Checkpoint.parse(now).sign(SigningKey.generate(new SeededRandom(9)));

    for (Note shown : List.of(earlier, now)) {
      assertThat(device.witness().compare(shown)).isInstanceOf(WitnessLog.Outcome.Witnessed.class);
    }
    assertThat(device.witness().compare(forged))
        .isInstanceOfSatisfying(
            WitnessLog.Outcome.Faulty.class,
            faulty -> assertThat(faulty.fault().kind()).isEqualTo(LogFault.Kind.NOT_SIGNED));
  }

  private static LogKeySuccession rotate(InMemoryPortal portal, int seed) {
    return portal
        .stores()
        .rotateLogKey(portal.clock(), SigningKey.generate(new SeededRandom(seed)));
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
