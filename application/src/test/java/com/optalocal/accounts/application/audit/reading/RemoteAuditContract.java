package com.optalocal.accounts.application.audit.reading;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.PortalDenied;
import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditEventIds;
import com.optalocal.accounts.domain.audit.AuditSearch;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.Cosignature;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LocalEvent;
import com.optalocal.accounts.domain.audit.LogKeys;
import com.optalocal.accounts.domain.audit.LogVerification;
import com.optalocal.accounts.domain.audit.MerkleProofs;
import com.optalocal.accounts.domain.audit.TrustedLog;
import com.optalocal.accounts.domain.audit.WitnessPolicy;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import com.optalocal.accounts.domain.session.HeldSession;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [RemoteAudit] keeps to.
public abstract class RemoteAuditContract {
  protected abstract RemoteAudit remote();

  /// A new session of somebody called `name`, who has an account and owns nothing.
  protected abstract HeldSession signIn(String name);

  private RemoteAudit.Page newest(HeldSession session, int limit) {
    return remote().list(session, session.issued().accessToken(), RemoteAudit.Wish.newest(limit));
  }

  @Test
  void the_newest_events_come_first_and_no_more_than_asked_for() {
    HeldSession ana = signIn("ana");
    List<AuditTrail.Entry> all = newest(ana, 1000).entries();
    assertThat(all.getFirst().event().action()).isEqualTo(AuditAction.SESSION_OPENED);
    assertThat(all)
        .extracting(AuditTrail.Entry::index)
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(newest(ana, 1).entries()).isEqualTo(all.subList(0, 1));
  }

  @Test
  void the_checkpoint_covers_them() {
    HeldSession ana = signIn("ana");
    RemoteAudit.Page page = newest(ana, 10);
    assertThat(Checkpoint.parse(page.checkpoint().orElseThrow()).size())
        .isGreaterThan(page.entries().getFirst().index());
  }

  @Test
  void nobody_sees_what_happened_to_somebody_else() {
    HeldSession ana = signIn("ana");
    signIn("ben");
    assertThat(newest(ana, 1000).entries())
        .allSatisfy(entry ->
            assertThat(entry.event().fields())
                .anyMatch(field ->
                    field.name().equals("user")
                        && field.value().equals(ana.issued().user().id().value())));
  }

  @Test
  void a_token_that_the_portal_does_not_know_opens_nothing() {
    HeldSession ana = signIn("ana");
    assertThatThrownBy(() ->
            remote().list(ana, BearerSecret.presented("not-a-token"), RemoteAudit.Wish.newest(10)))
        .isInstanceOf(SessionRefused.class);
  }

  @Test
  void a_search_finds_values_and_actions_and_goes_on_where_it_ended() {
    HeldSession ana = signIn("ana");
    AuditSearch search = new AuditSearch("SESSION.opened");
    RemoteAudit.Page found =
        remote()
            .list(
                ana,
                ana.issued().accessToken(),
                new RemoteAudit.Wish(1, Optional.of(search), Optional.empty(), Optional.empty()));
    assertThat(found.entries().getFirst().event().action()).isEqualTo(AuditAction.SESSION_OPENED);
    long index = found.entries().getFirst().index();
    assertThat(
            remote()
                .list(
                    ana,
                    ana.issued().accessToken(),
                    new RemoteAudit.Wish(
                        10, Optional.empty(), Optional.of(index), Optional.empty()))
                .entries())
        .allMatch(entry -> entry.index() < index);
    assertThat(
            remote()
                .list(
                    ana,
                    ana.issued().accessToken(),
                    new RemoteAudit.Wish(
                        10, Optional.empty(), Optional.empty(), Optional.of(index)))
                .entries()
                .getFirst()
                .index())
        .isEqualTo(index);
  }

  @Test
  void the_head_its_consistency_and_a_proof_verify() {
    HeldSession ana = signIn("ana");
    BearerSecret token = ana.issued().accessToken();
    RemoteAudit.Head first = remote().head(ana, token).orElseThrow();
    signIn("ben");
    RemoteAudit.Head second = remote().head(ana, token).orElseThrow();
    TrustedLog trusted = TrustedLog.of(first.key());
    Checkpoint older = Checkpoint.parse(first.checkpoint());
    Checkpoint newer = Checkpoint.parse(second.checkpoint());

    assertThat(trusted.fault(first.checkpoint())).isEmpty();
    assertThat(
            MerkleProofs.continues(
                older.size(),
                older.root(),
                newer.size(),
                newer.root(),
                remote().consistency(ana, token, older.size(), newer.size()).orElseThrow()))
        .isTrue();
    assertThat(remote().consistency(ana, token, 1, newer.size() + 1)).isEmpty();
    AuditTrail.Entry mine = newest(ana, 1).entries().getFirst();
    assertThat(remote().prove(ana, token, mine.id()).orElseThrow().fault(trusted)).isEmpty();
    assertThat(remote().prove(ana, token, new AuditEventId("aud_" + "0".repeat(26)))).isEmpty();
  }

  @Test
  void others_events_come_with_their_hash_alone_and_cannot_be_proven() {
    HeldSession ana = signIn("ana");
    HeldSession ben = signIn("ben");
    AuditTrail.Entry bens = newest(ben, 1).entries().getFirst();
    BearerSecret token = ana.issued().accessToken();

    List<EventRecord> records = remote().records(ana, token, 0, 1000);

    assertThat(records.get((int) bens.index()).text()).isEmpty();
    assertThat(records).anyMatch(record -> record.text().isPresent());
    assertThat(remote().prove(ana, token, bens.id())).isEmpty();
    LogVerification verification =
        new LogVerification(
            DEFAULT.auditLog(),
            List.of(Checkpoint.parse(remote().head(ana, token).orElseThrow().checkpoint())));
    records.forEach(verification::add);
    assertThat(verification.finish().faults()).isEmpty();
  }

  @Test
  void a_cosignature_is_taken_and_proofs_carry_it_and_a_wrong_one_is_not() {
    HeldSession ana = signIn("ana");
    BearerSecret token = ana.issued().accessToken();
    RemoteAudit.Head head = remote().head(ana, token).orElseThrow();
    SigningKey key = SigningKey.generate(new SeededRandom(5));
    VerifierKey witness = Cosignature.witness("device", key);
    long size = Checkpoint.parse(head.checkpoint()).size();
    NoteSignature line = Cosignature.sign(head.checkpoint(), "device", key, MovableClock.START);

    assertThat(remote().cosign(ana, token, witness, size, line)).isTrue();
    assertThat(remote().cosign(ana, token, witness, size - 1, line)).isFalse();
    assertThat(remote().cosign(ana, token, witness, size + 9, line)).isFalse();

    assertThat(head.cosigned()).isEmpty();
    assertThat(remote().head(ana, token).orElseThrow().cosigned())
        .hasValueSatisfying(note -> assertThat(Cosignature.seen(note, witness)).isPresent());

    AuditTrail.Entry mine = newest(ana, 1).entries().getFirst();
    assertThat(
            remote()
                .prove(ana, token, mine.id())
                .orElseThrow()
                .fault(
                    new TrustedLog(LogKeys.of(head.key()), new WitnessPolicy(List.of(witness), 1))))
        .isEmpty();
  }

  @Test
  void values_about_oneself_are_erased_and_nobody_elses() {
    HeldSession ana = signIn("ana");
    HeldSession ben = signIn("ben");
    BearerSecret token = ana.issued().accessToken();

    assertThatThrownBy(() -> remote().erase(ana, token, ben.issued().user().id()))
        .isInstanceOf(PortalDenied.class);
    assertThat(remote().erase(ana, token, ana.issued().user().id())).isPositive();

    assertThat(newest(ana, 1000).entries()).isEmpty();
    assertThat(newest(ben, 1000).entries()).isNotEmpty();
  }

  @Test
  void what_a_device_tells_twice_is_recorded_once() {
    HeldSession ana = signIn("ana");
    BearerSecret token = ana.issued().accessToken();
    LocalEvent event =
        new LocalEvent(
            new AuditEventIds(new SeededRandom(6)).next(MovableClock.START),
            MovableClock.START,
            "tool.approved",
            "rm -rf build");

    remote().deliver(ana, token, "laptop", List.of(event));
    remote().deliver(ana, token, "laptop", List.of(event));

    assertThat(newest(ana, 1000).entries())
        .filteredOn(entry -> entry.event().action() == AuditAction.DEVICE_REPORTED)
        .extracting(AuditTrail.Entry::id)
        .containsExactly(event.id());
  }
}
