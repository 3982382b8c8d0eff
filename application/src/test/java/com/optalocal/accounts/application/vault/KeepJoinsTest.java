package com.optalocal.accounts.application.vault;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.vault.VaultFixture;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeepJoinsTest {
  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final InMemoryPortalStores stores = portal.stores();
  private final KeepJoins joins = portal.keepJoins();
  private final VaultFixture fixture = VaultFixture.genesis(People.ANA.id(), 1);
  private final VaultFixture.Newcomer newcomer;
  private final PendingJoin.Answer answer;
  private final Actor ana;
  private final Actor ben;

  KeepJoinsTest() {
    portal.register(People.ANA);
    portal.register(People.BEN);
    ana = portal.actor(portal.signIn(People.ANA).issued().accessToken());
    ben = portal.actor(portal.signIn(People.BEN).issued().accessToken());
    portal.storeVault().create(ana, fixture.notes());
    newcomer = fixture.newcomer("laptop", clock.instant());
    answer = fixture.answer(newcomer);
  }

  @Test
  void a_device_is_asked_for_approved_and_added() {
    assertThat(ask(newcomer)).isEqualTo(KeepJoins.Outcome.DONE);
    assertThat(joins.waiting(ana)).containsExactly(newcomer.pending());

    assertThat(joins.answer(ana, id(), answer)).isEqualTo(KeepJoins.Outcome.DONE);
    assertThat(joins.waiting(ana)).isEmpty();
    assertThat(joins.find(ana, id()))
        .get()
        .extracting(PendingJoin::answer)
        .isEqualTo(Optional.of(answer));

    VaultFixture.Added added = fixture.countersign(newcomer, answer);
    assertThat(joins.finish(ana, id(), added.statement())).isEqualTo(KeepJoins.Outcome.DONE);
    assertThat(joins.find(ana, id())).isEmpty();
    assertThat(stored()).isEqualTo(fixture.apply(added).notes());
    assertThat(actions())
        .containsExactly(
            AuditAction.SESSION_OPENED,
            AuditAction.SESSION_OPENED,
            AuditAction.VAULT_CREATED,
            AuditAction.DEVICE_JOIN_REQUESTED,
            AuditAction.DEVICE_JOIN_APPROVED,
            AuditAction.DEVICE_ADDED);
  }

  @Test
  void a_sixth_request_has_to_wait_until_one_is_over() {
    for (int i = 0; i < 5; i++) {
      assertThat(ask(fixture.newcomer("device-" + i, clock.instant())))
          .isEqualTo(KeepJoins.Outcome.DONE);
    }
    assertThat(ask(newcomer)).isEqualTo(KeepJoins.Outcome.TOO_MANY);

    clock.advance(JoinRequest.LIFETIME);
    assertThat(ask(fixture.newcomer("sixth", clock.instant()))).isEqualTo(KeepJoins.Outcome.DONE);
  }

  @Test
  void one_id_is_used_once() {
    ask(newcomer);

    assertThat(ask(newcomer)).isEqualTo(KeepJoins.Outcome.REFUSED);
  }

  @Test
  void a_request_is_over_after_fifteen_minutes() {
    ask(newcomer);
    clock.advance(JoinRequest.LIFETIME);

    assertThat(joins.waiting(ana)).isEmpty();
    assertThat(joins.find(ana, id())).isEmpty();
    assertThat(joins.answer(ana, id(), answer)).isEqualTo(KeepJoins.Outcome.GONE);
    assertThat(ask(newcomer)).isEqualTo(KeepJoins.Outcome.GONE);
  }

  @Test
  void nobody_else_sees_answers_or_burns_a_request() {
    ask(newcomer);

    assertThat(joins.waiting(ben)).isEmpty();
    assertThat(joins.find(ben, id())).isEmpty();
    assertThat(joins.answer(ben, id(), answer)).isEqualTo(KeepJoins.Outcome.GONE);
    assertThat(joins.burn(ben, id())).isEqualTo(KeepJoins.Outcome.GONE);
    assertThat(joins.waiting(ana)).containsExactly(newcomer.pending());
  }

  @Test
  void a_request_is_answered_once() {
    ask(newcomer);
    joins.answer(ana, id(), answer);

    assertThat(joins.answer(ana, id(), fixture.answer(newcomer))).isEqualTo(KeepJoins.Outcome.GONE);
    assertThat(joins.find(ana, id()))
        .get()
        .extracting(PendingJoin::answer)
        .isEqualTo(Optional.of(answer));
  }

  @Test
  void nothing_is_finished_that_nobody_approved() {
    ask(newcomer);
    Note statement = fixture.countersign(newcomer, answer).statement();

    assertThat(joins.finish(ana, id(), statement)).isEqualTo(KeepJoins.Outcome.GONE);
    assertThat(stored()).isEqualTo(fixture.notes());
  }

  @Test
  void a_statement_without_the_newcomers_signature_is_refused() {
    ask(newcomer);
    joins.answer(ana, id(), answer);

    assertThat(joins.finish(ana, id(), answer.add())).isEqualTo(KeepJoins.Outcome.REFUSED);
    assertThat(stored()).isEqualTo(fixture.notes());
  }

  @Test
  void a_statement_about_another_device_is_refused() {
    VaultFixture.Newcomer other = fixture.newcomer("other", clock.instant());
    ask(newcomer);
    joins.answer(ana, id(), answer);
    Note statement = fixture.countersign(other, fixture.answer(other)).statement();

    assertThat(joins.finish(ana, id(), statement)).isEqualTo(KeepJoins.Outcome.REFUSED);
    assertThat(stored()).isEqualTo(fixture.notes());
  }

  @Test
  void of_two_who_join_on_one_head_the_second_has_to_ask_again() {
    VaultFixture.Newcomer second = fixture.newcomer("second", clock.instant());
    PendingJoin.Answer secondAnswer = fixture.answer(second);
    VaultFixture.Added added = fixture.countersign(newcomer, answer);
    Note late = fixture.countersign(second, secondAnswer).statement();
    ask(newcomer);
    ask(second);
    joins.answer(ana, id(), answer);
    joins.answer(ana, second.request().id(), secondAnswer);
    joins.finish(ana, id(), added.statement());

    assertThat(joins.finish(ana, second.request().id(), late)).isEqualTo(KeepJoins.Outcome.STALE);
    assertThat(stored()).isEqualTo(fixture.apply(added).notes());
  }

  @Test
  void a_burned_request_is_gone_for_everybody() {
    ask(newcomer);
    joins.answer(ana, id(), answer);

    assertThat(joins.burn(ana, id())).isEqualTo(KeepJoins.Outcome.DONE);

    assertThat(joins.burn(ana, id())).isEqualTo(KeepJoins.Outcome.GONE);
    assertThat(joins.finish(ana, id(), fixture.countersign(newcomer, answer).statement()))
        .isEqualTo(KeepJoins.Outcome.GONE);
    assertThat(actions()).endsWith(AuditAction.DEVICE_JOIN_BURNED);
  }

  @Test
  void without_its_event_no_step_is_taken() {
    VaultFixture.Newcomer other = fixture.newcomer("other", clock.instant());
    VaultFixture.Newcomer approved = fixture.newcomer("approved", clock.instant());
    PendingJoin.Answer approval = fixture.answer(approved);
    ask(newcomer);
    ask(approved);
    joins.answer(ana, approved.request().id(), approval);
    stores.audit().refuseToAppend();

    assertThatThrownBy(() -> ask(other)).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> joins.answer(ana, id(), answer)).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> joins.burn(ana, id())).isInstanceOf(StoreUnavailable.class);
    Note statement = fixture.countersign(approved, approval).statement();
    assertThatThrownBy(() -> joins.finish(ana, approved.request().id(), statement))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(joins.waiting(ana)).containsExactly(newcomer.pending());
    assertThat(joins.find(ana, approved.request().id())).isPresent();
    assertThat(stored()).isEqualTo(fixture.notes());
  }

  private KeepJoins.Outcome ask(VaultFixture.Newcomer asking) {
    return joins.ask(ana, asking.request(), asking.proof());
  }

  private JoinRequestId id() {
    return newcomer.request().id();
  }

  private VaultNotes stored() {
    return stores.vaults().find(DEFAULT, ana.userId()).orElseThrow();
  }

  private List<AuditAction> actions() {
    return stores.audit().actions(DEFAULT.auditLog());
  }
}
