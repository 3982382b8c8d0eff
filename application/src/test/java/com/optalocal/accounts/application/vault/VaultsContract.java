package com.optalocal.accounts.application.vault;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.vault.VaultFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class VaultsContract {
  private static final UserId ANA = People.ANA.id();
  private static final UserId BEN = People.BEN.id();

  private final VaultFixture fixture = VaultFixture.genesis(ANA, 31);

  protected abstract Vaults vaults();

  /// The users whose vaults they are.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_the_people() {
    users().add(DEFAULT, Account.of(People.ANA));
    users().add(DEFAULT, Account.of(People.BEN));
  }

  @Test
  void a_user_has_no_vault_at_first() {
    assertThat(vaults().find(DEFAULT, ANA)).isEmpty();
  }

  @Test
  void a_vault_comes_out_exactly_as_it_went_in() {
    VaultFixture.Newcomer newcomer = fixture.newcomer("second-device", MovableClock.START);
    fixture.apply(fixture.countersign(newcomer, fixture.answer(newcomer)));
    fixture.apply(fixture.write("OPENAI_API_KEY", "one"));
    fixture.apply(fixture.write("ANTHROPIC_API_KEY", "two"));
    fixture.apply(fixture.write("OPENAI_API_KEY", "three"));

    assertThat(vaults().create(DEFAULT, ANA, fixture.notes())).isTrue();

    assertThat(vaults().find(DEFAULT, ANA)).contains(fixture.notes());
  }

  @Test
  void a_second_vault_is_refused_and_changes_nothing() {
    vaults().create(DEFAULT, ANA, fixture.notes());

    assertThat(vaults().create(DEFAULT, ANA, VaultFixture.genesis(ANA, 32).notes())).isFalse();

    assertThat(vaults().find(DEFAULT, ANA)).contains(fixture.notes());
  }

  @Test
  void items_are_added_in_order_with_their_manifest() {
    vaults().create(DEFAULT, ANA, fixture.notes());

    for (String name : List.of("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_API_KEY")) {
      VaultFixture.Written written = fixture.write(name, "value");
      assertThat(add(written)).isTrue();
      fixture.apply(written);
    }

    assertThat(vaults().find(DEFAULT, ANA)).contains(fixture.notes());
  }

  @Test
  void a_stale_write_is_refused_and_changes_nothing() {
    vaults().create(DEFAULT, ANA, fixture.notes());
    VaultFixture.Written stale = fixture.write("OPENAI_API_KEY", "mine");
    VaultFixture.Written winner = fixture.write("ANTHROPIC_API_KEY", "theirs");
    add(winner);
    fixture.apply(winner);

    assertThat(add(stale)).isFalse();

    assertThat(vaults().find(DEFAULT, ANA)).contains(fixture.notes());
  }

  @Test
  void of_many_writers_on_one_state_exactly_one_wins() throws Exception {
    vaults().create(DEFAULT, ANA, fixture.notes());
    List<VaultFixture.Written> rivals = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      rivals.add(fixture.write("KEY_" + i, "value"));
    }

    List<VaultFixture.Written> winners = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> answers =
          rivals.stream().map(rival -> threads.submit(() -> add(rival))).toList();
      for (int i = 0; i < rivals.size(); i++) {
        if (answers.get(i).get()) {
          winners.add(rivals.get(i));
        }
      }
    }

    assertThat(winners).hasSize(1);
    assertThat(vaults().find(DEFAULT, ANA)).contains(fixture.apply(winners.getFirst()).notes());
  }

  @Test
  void a_device_is_added_with_its_wrap_and_later_items_follow() {
    vaults().create(DEFAULT, ANA, fixture.notes());
    VaultFixture.Added added = addition("second-device");

    assertThat(add(added)).isTrue();
    fixture.apply(added);
    VaultFixture.Written written = fixture.write("OPENAI_API_KEY", "value");
    assertThat(add(written)).isTrue();

    assertThat(vaults().find(DEFAULT, ANA)).contains(fixture.apply(written).notes());
  }

  @Test
  void a_device_on_an_old_head_is_refused_and_changes_nothing() {
    vaults().create(DEFAULT, ANA, fixture.notes());
    VaultFixture.Added winner = addition("second-device");
    VaultFixture.Added loser = addition("third-device");
    add(winner);

    assertThat(add(loser)).isFalse();

    assertThat(vaults().find(DEFAULT, ANA)).contains(fixture.apply(winner).notes());
  }

  @Test
  void nothing_is_added_where_there_is_no_vault() {
    assertThat(add(fixture.write("OPENAI_API_KEY", "value"))).isFalse();
    assertThat(add(addition("second-device"))).isFalse();
    assertThat(vaults().find(DEFAULT, ANA)).isEmpty();
  }

  @Test
  void users_and_organizations_do_not_share_vaults() {
    vaults().create(DEFAULT, ANA, fixture.notes());
    VaultFixture bens = VaultFixture.genesis(BEN, 33);

    assertThat(vaults().find(DEFAULT, BEN)).isEmpty();
    assertThat(vaults().find(otherOrganization(), ANA)).isEmpty();
    assertThat(vaults().create(DEFAULT, BEN, bens.notes())).isTrue();
    assertThat(vaults().find(DEFAULT, ANA)).contains(fixture.notes());
  }

  private VaultFixture.Added addition(String device) {
    VaultFixture.Newcomer newcomer = fixture.newcomer(device, MovableClock.START);
    return fixture.countersign(newcomer, fixture.answer(newcomer));
  }

  private boolean add(VaultFixture.Written written) {
    return vaults().addItem(DEFAULT, ANA, written.expected(), written.item(), written.manifest());
  }

  private boolean add(VaultFixture.Added added) {
    return vaults().addDevice(DEFAULT, ANA, added.expected(), added.statement(), added.wrap());
  }
}
