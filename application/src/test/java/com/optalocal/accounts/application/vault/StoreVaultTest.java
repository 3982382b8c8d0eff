package com.optalocal.accounts.application.vault;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.vault.Manifest;
import com.optalocal.accounts.domain.vault.VaultFault;
import com.optalocal.accounts.domain.vault.VaultFixture;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StoreVaultTest {
  private final MovableClock clock = new MovableClock();
  private final InMemoryPortal portal = new InMemoryPortal(clock);
  private final InMemoryPortalStores stores = portal.stores();
  private final StoreVault store = portal.storeVault();
  private final VaultFixture fixture = VaultFixture.genesis(People.ANA.id(), 1);
  private final Actor ana;

  StoreVaultTest() {
    portal.register(People.ANA);
    ana = portal.actor(portal.signIn(People.ANA).issued().accessToken());
  }

  @Test
  void nothing_is_served_before_there_is_a_vault() {
    assertThat(store.serve(ana)).isEmpty();
  }

  @Test
  void a_vault_is_served_as_it_was_created_with_the_newest_checkpoint() {
    assertThat(store.create(ana, fixture.notes())).isEqualTo(new StoreVault.Outcome.Stored());

    StoreVault.Served served = store.serve(ana).orElseThrow();
    assertThat(served.notes()).isEqualTo(fixture.notes());
    Note checkpoint = served.checkpoint().orElseThrow();
    assertThat(Checkpoint.isSigned(checkpoint, stores.logKey())).isTrue();
    assertThat(Checkpoint.parse(checkpoint).size()).isEqualTo(2);
    assertThat(lastEvent().event().action()).isEqualTo(AuditAction.VAULT_CREATED);
  }

  @Test
  void a_second_vault_is_stale_and_leaves_no_event() {
    store.create(ana, fixture.notes());
    List<AuditAction> before = actions();

    assertThat(store.create(ana, VaultFixture.genesis(People.ANA.id(), 2).notes()))
        .isEqualTo(new StoreVault.Outcome.Stale());

    assertThat(actions()).isEqualTo(before);
    assertThat(stored()).isEqualTo(fixture.notes());
  }

  @Test
  void somebody_elses_vault_is_refused() {
    assertThat(store.create(ana, VaultFixture.genesis(People.BEN.id(), 2).notes()))
        .isEqualTo(new StoreVault.Outcome.Refused(VaultFault.OTHER_USER));
    assertThat(store.serve(ana)).isEmpty();
  }

  @Test
  void an_item_is_stored_and_its_event_tells_what_and_who_but_no_value() {
    store.create(ana, fixture.notes());
    VaultFixture.Written written = fixture.write("OPENAI_API_KEY", "value");

    assertThat(add(written)).isEqualTo(new StoreVault.Outcome.Stored());

    assertThat(stored()).isEqualTo(fixture.apply(written).notes());
    assertThat(lastEvent().event().action()).isEqualTo(AuditAction.VAULT_ITEM_WRITTEN);
    assertThat(lastEvent().event().fields())
        .containsExactly(
            AuditField.personal("user", People.ANA.id()),
            AuditField.open("vault", fixture.vault().chain().vaultId()),
            AuditField.open("name", "OPENAI_API_KEY"),
            AuditField.open("version", 1),
            AuditField.open("seq", 1),
            AuditField.open("writer", written.item().writer()));
  }

  @Test
  void an_item_on_an_old_state_is_stale_and_leaves_nothing() {
    store.create(ana, fixture.notes());
    VaultFixture.Written stale = fixture.write("OPENAI_API_KEY", "mine");
    VaultFixture.Written winner = fixture.write("ANTHROPIC_API_KEY", "theirs");
    add(winner);
    List<AuditAction> before = actions();

    assertThat(add(stale)).isEqualTo(new StoreVault.Outcome.Stale());

    assertThat(actions()).isEqualTo(before);
    assertThat(stored()).isEqualTo(fixture.apply(winner).notes());
  }

  @Test
  void an_item_for_a_vault_that_is_not_there_is_stale() {
    assertThat(add(fixture.write("OPENAI_API_KEY", "value")))
        .isEqualTo(new StoreVault.Outcome.Stale());
  }

  @Test
  void two_who_write_at_once_lose_nothing_when_the_loser_tries_again() throws Exception {
    store.create(ana, fixture.notes());
    List<VaultFixture.Written> rivals =
        List.of(fixture.write("KEY_ONE", "one"), fixture.write("KEY_TWO", "two"));

    List<StoreVault.Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<StoreVault.Outcome>> running =
          rivals.stream().map(rival -> threads.submit(() -> add(rival))).toList();
      for (Future<StoreVault.Outcome> one : running) {
        outcomes.add(one.get());
      }
    }

    assertThat(outcomes)
        .containsExactlyInAnyOrder(new StoreVault.Outcome.Stored(), new StoreVault.Outcome.Stale());
    int winner = outcomes.indexOf(new StoreVault.Outcome.Stored());
    fixture.apply(rivals.get(winner));
    VaultFixture.Written again = fixture.write(winner == 0 ? "KEY_TWO" : "KEY_ONE", "again");
    assertThat(add(again)).isEqualTo(new StoreVault.Outcome.Stored());
    assertThat(fixture.apply(again).vault().current()).hasSize(2);
    assertThat(stored()).isEqualTo(fixture.notes());
  }

  @Test
  void an_item_that_its_manifest_does_not_list_is_refused() {
    store.create(ana, fixture.notes());
    VaultFixture.Written one = fixture.write("KEY_ONE", "one");
    VaultFixture.Written two = fixture.write("KEY_TWO", "two");

    assertRefused(
        store.addItem(ana, one.expected(), two.item().note(), one.manifest()),
        VaultFault.INCOMPLETE);
  }

  @Test
  void an_item_that_was_altered_is_refused() {
    store.create(ana, fixture.notes());
    VaultFixture.Written written = fixture.write("OPENAI_API_KEY", "value");
    Note genuine = written.item().note();
    Note altered =
        new Note(
            genuine.text().replace("name OPENAI_API_KEY", "name OPENAI_API_KEX"),
            genuine.signatures());

    assertRefused(
        store.addItem(ana, written.expected(), altered, written.manifest()),
        VaultFault.UNTRUSTED_WRITER);
  }

  @Test
  void what_is_no_item_is_refused() {
    store.create(ana, fixture.notes());
    VaultFixture.Written written = fixture.write("OPENAI_API_KEY", "value");

    assertRefused(
        store.addItem(ana, written.expected(), written.manifest(), written.manifest()),
        VaultFault.MALFORMED);
  }

  @Test
  void a_manifest_that_skips_a_step_is_refused() {
    store.create(ana, fixture.notes());
    VaultFixture.Written first = fixture.write("OPENAI_API_KEY", "value");
    Manifest skipping =
        Manifest.parse(first.manifest())
            .next(
                fixture.vault().place(),
                List.of(first.item()),
                Hash.NONE,
                fixture.firstDevice().signing(),
                clock.instant());

    assertRefused(
        store.addItem(ana, first.expected(), first.item().note(), skipping.note()),
        VaultFault.INCOMPLETE);
  }

  @Test
  void a_vault_does_not_grow_beyond_its_limit() {
    VaultFixture.Written big = fixture.write("BIG_KEY", "x".repeat(64 * 1024));
    int enough = StoreVault.MAX_SEALED_BYTES / big.item().note().encoded().length();
    VaultNotes empty = fixture.notes();
    stores
        .vaults()
        .create(
            DEFAULT,
            ana.userId(),
            new VaultNotes(
                empty.chain(),
                empty.wraps(),
                Collections.nCopies(enough, big.item().note()),
                empty.manifest()));

    assertThat(add(big)).isEqualTo(new StoreVault.Outcome.Full());
  }

  @Test
  void without_its_event_nothing_is_stored() {
    stores.audit().refuseToAppend();
    assertThatThrownBy(() -> store.create(ana, fixture.notes()))
        .isInstanceOf(StoreUnavailable.class);
    assertThat(stores.vaults().find(DEFAULT, ana.userId())).isEmpty();
  }

  @Test
  void without_its_event_no_item_is_stored() {
    store.create(ana, fixture.notes());
    stores.audit().refuseToAppend();

    assertThatThrownBy(() -> add(fixture.write("OPENAI_API_KEY", "value")))
        .isInstanceOf(StoreUnavailable.class);

    assertThat(stored()).isEqualTo(fixture.notes());
  }

  private void assertRefused(StoreVault.Outcome outcome, VaultFault fault) {
    assertThat(outcome).isEqualTo(new StoreVault.Outcome.Refused(fault));
    assertThat(stored()).isEqualTo(fixture.notes());
    assertThat(actions()).doesNotContain(AuditAction.VAULT_ITEM_WRITTEN);
  }

  private StoreVault.Outcome add(VaultFixture.Written written) {
    return store.addItem(ana, written.expected(), written.item().note(), written.manifest());
  }

  private VaultNotes stored() {
    return stores.vaults().find(DEFAULT, ana.userId()).orElseThrow();
  }

  private List<AuditAction> actions() {
    return stores.audit().actions(DEFAULT.auditLog());
  }

  private AuditTrail.Entry lastEvent() {
    return stores.audit().newest(DEFAULT.auditLog(), Optional.empty(), 1).getFirst();
  }
}
