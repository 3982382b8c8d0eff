package com.optalocal.accounts.application.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.vault.RemoteVault.JoinAnswer;
import com.optalocal.accounts.application.vault.RemoteVault.WriteAnswer;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.VaultFixture;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What every [RemoteVault] keeps to, whatever lies between it and a portal.
public abstract class RemoteVaultContract {
  private static final Hash NO_SUCH_MANIFEST = Hash.NONE;

  protected abstract RemoteVault remote();

  /// A new session of somebody called `name`, who has an account.
  protected abstract HeldSession signIn(String name);

  protected abstract MovableClock clock();

  private static BearerSecret token(HeldSession session) {
    return session.issued().accessToken();
  }

  private VaultFixture stored(HeldSession session) {
    VaultFixture vault = VaultFixture.genesis(session.issued().user().id(), 5);
    assertThat(remote().create(session, token(session), vault.notes()))
        .isEqualTo(WriteAnswer.STORED);
    return vault;
  }

  private VaultNotes pulled(HeldSession session) {
    return remote().pull(session, token(session)).orElseThrow().notes();
  }

  private WriteAnswer add(HeldSession session, VaultFixture.Written written) {
    return remote()
        .addItem(
            session, token(session), written.expected(), written.item().note(), written.manifest());
  }

  @Test
  void without_a_vault_there_is_nothing_to_pull() {
    HeldSession ana = signIn("ana");
    assertThat(remote().pull(ana, token(ana))).isEmpty();
  }

  @Test
  void what_was_created_is_pulled_letter_by_letter_with_a_checkpoint() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = stored(ana);
    RemoteVault.Pulled pulled = remote().pull(ana, token(ana)).orElseThrow();
    assertThat(pulled.notes()).isEqualTo(vault.notes());
    assertThat(pulled.checkpoint()).isPresent();
  }

  @Test
  void a_second_vault_is_stale() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = stored(ana);
    VaultFixture another = VaultFixture.genesis(ana.issued().user().id(), 6);
    assertThat(remote().create(ana, token(ana), another.notes())).isEqualTo(WriteAnswer.STALE);
    assertThat(pulled(ana)).isEqualTo(vault.notes());
  }

  @Test
  void a_vault_in_somebody_elses_name_is_refused() {
    HeldSession ana = signIn("ana");
    HeldSession ben = signIn("ben");
    VaultFixture bens = VaultFixture.genesis(ben.issued().user().id(), 5);
    assertThat(remote().create(ana, token(ana), bens.notes())).isEqualTo(WriteAnswer.REFUSED);
    assertThat(remote().pull(ana, token(ana))).isEmpty();
  }

  @Test
  void everybody_has_a_vault_of_their_own() {
    HeldSession ana = signIn("ana");
    HeldSession ben = signIn("ben");
    VaultFixture anas = stored(ana);
    assertThat(remote().pull(ben, token(ben))).isEmpty();
    VaultFixture bens = stored(ben);
    assertThat(pulled(ana)).isEqualTo(anas.notes());
    assertThat(pulled(ben)).isEqualTo(bens.notes());
  }

  @Test
  void an_item_is_stored_once_on_the_manifest_that_it_was_written_for() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = stored(ana);
    VaultFixture.Written first = vault.write("LMX_TOKEN", "x".repeat(64 * 1024));
    VaultFixture.Written second = vault.write("ANTHROPIC_API_KEY", "sk-ant-1");
    assertThat(add(ana, first)).isEqualTo(WriteAnswer.STORED);
    assertThat(add(ana, second)).isEqualTo(WriteAnswer.STALE);
    assertThat(add(ana, first)).isEqualTo(WriteAnswer.STALE);
    assertThat(pulled(ana)).isEqualTo(vault.apply(first).notes());
  }

  @Test
  void an_item_without_a_vault_is_stale() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = VaultFixture.genesis(ana.issued().user().id(), 5);
    assertThat(add(ana, vault.write("LMX_TOKEN", "x"))).isEqualTo(WriteAnswer.STALE);
  }

  @Test
  void an_item_that_its_manifest_does_not_list_is_refused() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = stored(ana);
    VaultFixture.Written one = vault.write("LMX_TOKEN", "x");
    VaultFixture.Written other = vault.write("LMX_TOKEN", "y");
    assertThat(
            remote().addItem(ana, token(ana), one.expected(), one.item().note(), other.manifest()))
        .isEqualTo(WriteAnswer.REFUSED);
    assertThat(pulled(ana)).isEqualTo(vault.notes());
  }

  @Test
  void a_device_joins_in_three_steps() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = stored(ana);
    VaultFixture.Newcomer newcomer = vault.newcomer("desktop", clock().instant());
    assertThat(ask(ana, newcomer)).isEqualTo(JoinAnswer.DONE);
    assertThat(remote().waiting(ana, token(ana))).containsExactly(newcomer.pending());
    assertThat(remote().join(ana, token(ana), newcomer.request().id()))
        .contains(newcomer.pending());

    PendingJoin.Answer answer = vault.answer(newcomer);
    assertThat(answer(ana, newcomer, answer)).isEqualTo(JoinAnswer.DONE);
    assertThat(remote().waiting(ana, token(ana))).isEmpty();
    assertThat(remote().join(ana, token(ana), newcomer.request().id()))
        .get()
        .extracting(PendingJoin::answer)
        .isEqualTo(Optional.of(answer));

    VaultFixture.Added added = vault.countersign(newcomer, answer);
    assertThat(finish(ana, newcomer, added)).isEqualTo(JoinAnswer.DONE);
    assertThat(pulled(ana)).isEqualTo(vault.apply(added).notes());
    assertThat(remote().join(ana, token(ana), newcomer.request().id())).isEmpty();
    assertThat(finish(ana, newcomer, added)).isEqualTo(JoinAnswer.GONE);
  }

  @Test
  void each_step_comes_once_and_in_its_order() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = stored(ana);
    VaultFixture.Newcomer newcomer = vault.newcomer("desktop", clock().instant());
    PendingJoin.Answer answer = vault.answer(newcomer);
    VaultFixture.Added added = vault.countersign(newcomer, answer);
    assertThat(answer(ana, newcomer, answer)).isEqualTo(JoinAnswer.GONE);
    assertThat(finish(ana, newcomer, added)).isEqualTo(JoinAnswer.GONE);
    ask(ana, newcomer);
    assertThat(ask(ana, newcomer)).isEqualTo(JoinAnswer.REFUSED);
    assertThat(finish(ana, newcomer, added)).isEqualTo(JoinAnswer.GONE);
    answer(ana, newcomer, answer);
    assertThat(answer(ana, newcomer, answer)).isEqualTo(JoinAnswer.GONE);
  }

  @Test
  void a_statement_for_another_device_is_refused() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = stored(ana);
    VaultFixture.Newcomer asked = vault.newcomer("desktop", clock().instant());
    VaultFixture.Newcomer other = vault.newcomer("desktop", clock().instant());
    ask(ana, asked);
    answer(ana, asked, vault.answer(asked));
    VaultFixture.Added others = vault.countersign(other, vault.answer(other));
    assertThat(finish(ana, asked, others)).isEqualTo(JoinAnswer.REFUSED);
    assertThat(pulled(ana)).isEqualTo(vault.notes());
  }

  @Test
  void a_statement_on_an_older_device_list_is_stale() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = stored(ana);
    VaultFixture.Newcomer slow = vault.newcomer("slow", clock().instant());
    VaultFixture.Newcomer fast = vault.newcomer("fast", clock().instant());
    VaultFixture.Added slows = vault.countersign(slow, vault.answer(slow));
    ask(ana, slow);
    answer(ana, slow, vault.answer(slow));
    PendingJoin.Answer toFast = vault.answer(fast);
    ask(ana, fast);
    answer(ana, fast, toFast);
    assertThat(finish(ana, fast, vault.countersign(fast, toFast))).isEqualTo(JoinAnswer.DONE);
    assertThat(finish(ana, slow, slows)).isEqualTo(JoinAnswer.STALE);
  }

  @Test
  void a_burned_request_is_gone() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = stored(ana);
    VaultFixture.Newcomer newcomer = vault.newcomer("desktop", clock().instant());
    ask(ana, newcomer);
    assertThat(burn(ana, newcomer)).isEqualTo(JoinAnswer.DONE);
    assertThat(burn(ana, newcomer)).isEqualTo(JoinAnswer.GONE);
    assertThat(remote().join(ana, token(ana), newcomer.request().id())).isEmpty();
    assertThat(answer(ana, newcomer, vault.answer(newcomer))).isEqualTo(JoinAnswer.GONE);
  }

  @Test
  void five_requests_wait_at_most_and_none_for_more_than_fifteen_minutes() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = stored(ana);
    for (int i = 0; i < 5; i++) {
      assertThat(ask(ana, vault.newcomer("laptop-" + i, clock().instant())))
          .isEqualTo(JoinAnswer.DONE);
    }
    VaultFixture.Newcomer sixth = vault.newcomer("one-more", clock().instant());
    assertThat(ask(ana, sixth)).isEqualTo(JoinAnswer.TOO_MANY);
    clock().advance(JoinRequest.LIFETIME);
    assertThat(remote().waiting(ana, token(ana))).isEmpty();
    assertThat(ask(ana, sixth)).isEqualTo(JoinAnswer.GONE);
    assertThat(ask(ana, vault.newcomer("fresh", clock().instant()))).isEqualTo(JoinAnswer.DONE);
  }

  @Test
  void nobody_sees_or_touches_somebody_elses_request() {
    HeldSession ana = signIn("ana");
    HeldSession ben = signIn("ben");
    VaultFixture vault = stored(ana);
    VaultFixture.Newcomer newcomer = vault.newcomer("desktop", clock().instant());
    ask(ana, newcomer);
    assertThat(remote().waiting(ben, token(ben))).isEmpty();
    assertThat(remote().join(ben, token(ben), newcomer.request().id())).isEmpty();
    assertThat(answer(ben, newcomer, vault.answer(newcomer))).isEqualTo(JoinAnswer.GONE);
    assertThat(burn(ben, newcomer)).isEqualTo(JoinAnswer.GONE);
    assertThat(remote().waiting(ana, token(ana))).hasSize(1);
  }

  @Test
  void a_token_that_the_portal_does_not_know_opens_nothing() {
    HeldSession ana = signIn("ana");
    VaultFixture vault = stored(ana);
    VaultFixture.Newcomer newcomer = vault.newcomer("desktop", clock().instant());
    VaultFixture.Written written = vault.write("LMX_TOKEN", "x");
    PendingJoin.Answer answer = vault.answer(newcomer);
    var id = newcomer.request().id();
    List<Consumer<BearerSecret>> calls =
        List.of(
            token -> remote().pull(ana, token),
            token -> remote().create(ana, token, vault.notes()),
            token ->
                remote()
                    .addItem(
                        ana, token, NO_SUCH_MANIFEST, written.item().note(), written.manifest()),
            token -> remote().askToJoin(ana, token, newcomer.request().note(), newcomer.proof()),
            token -> remote().waiting(ana, token),
            token -> remote().join(ana, token, id),
            token -> remote().answerJoin(ana, token, id, answer),
            token -> remote().finishJoin(ana, token, id, answer.add()),
            token -> remote().burnJoin(ana, token, id));
    for (Consumer<BearerSecret> call : calls) {
      assertThatThrownBy(() -> call.accept(BearerSecret.presented("not-a-token")))
          .isInstanceOf(SessionRefused.class);
    }
  }

  private JoinAnswer ask(HeldSession session, VaultFixture.Newcomer newcomer) {
    return remote().askToJoin(session, token(session), newcomer.request().note(), newcomer.proof());
  }

  private JoinAnswer answer(
      HeldSession session, VaultFixture.Newcomer newcomer, PendingJoin.Answer answer) {
    return remote().answerJoin(session, token(session), newcomer.request().id(), answer);
  }

  private JoinAnswer finish(
      HeldSession session, VaultFixture.Newcomer newcomer, VaultFixture.Added added) {
    return remote().finishJoin(session, token(session), newcomer.request().id(), added.statement());
  }

  private JoinAnswer burn(HeldSession session, VaultFixture.Newcomer newcomer) {
    return remote().burnJoin(session, token(session), newcomer.request().id());
  }
}
