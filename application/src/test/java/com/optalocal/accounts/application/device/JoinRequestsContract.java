package com.optalocal.accounts.application.device;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.vault.VaultFixture;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests are made at [MovableClock#START] and last fifteen minutes; the store under test must
/// not think that it is later.
public abstract class JoinRequestsContract {
  private static final Instant NOW = MovableClock.START;
  private static final UserId ANA = People.ANA.id();
  private static final UserId BEN = People.BEN.id();

  private final VaultFixture fixture = VaultFixture.genesis(ANA, 41);

  protected abstract JoinRequests joins();

  /// The users who own the devices.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_the_people() {
    users().add(DEFAULT, Account.of(People.ANA));
    users().add(DEFAULT, Account.of(People.BEN));
  }

  @Test
  void a_request_comes_back_as_it_was() {
    PendingJoin join = fixture.newcomer("laptop", NOW).pending();

    joins().put(DEFAULT, ANA, join);

    assertThat(joins().find(DEFAULT, ANA, join.request().id())).contains(join);
  }

  @Test
  void an_unknown_request_is_absent_and_can_be_removed_without_harm() {
    PendingJoin join = fixture.newcomer("laptop", NOW).pending();

    joins().remove(DEFAULT, ANA, join.request().id());

    assertThat(joins().find(DEFAULT, ANA, join.request().id())).isEmpty();
    assertThat(joins().list(DEFAULT, ANA)).isEmpty();
  }

  @Test
  void an_answer_replaces_the_waiting_state() {
    VaultFixture.Newcomer newcomer = fixture.newcomer("laptop", NOW);
    PendingJoin answered =
        new PendingJoin(
            newcomer.request(), newcomer.proof(), Optional.of(fixture.answer(newcomer)));

    joins().put(DEFAULT, ANA, newcomer.pending());
    joins().put(DEFAULT, ANA, answered);

    assertThat(joins().list(DEFAULT, ANA)).containsExactly(answered);
  }

  @Test
  void requests_are_listed_oldest_first() {
    PendingJoin second = fixture.newcomer("second", NOW.plusSeconds(2)).pending();
    PendingJoin first = fixture.newcomer("first", NOW.plusSeconds(1)).pending();
    PendingJoin third = fixture.newcomer("third", NOW.plusSeconds(3)).pending();

    joins().put(DEFAULT, ANA, second);
    joins().put(DEFAULT, ANA, first);
    joins().put(DEFAULT, ANA, third);

    assertThat(joins().list(DEFAULT, ANA)).containsExactly(first, second, third);
  }

  @Test
  void a_removed_request_is_gone_and_the_others_stay() {
    PendingJoin gone = fixture.newcomer("gone", NOW).pending();
    PendingJoin stays = fixture.newcomer("stays", NOW).pending();
    joins().put(DEFAULT, ANA, gone);
    joins().put(DEFAULT, ANA, stays);

    joins().remove(DEFAULT, ANA, gone.request().id());

    assertThat(joins().list(DEFAULT, ANA)).containsExactly(stays);
  }

  @Test
  void users_and_organizations_do_not_share_requests() {
    OrgId other = otherOrganization();
    PendingJoin join = fixture.newcomer("laptop", NOW).pending();
    joins().put(DEFAULT, ANA, join);

    joins().remove(DEFAULT, BEN, join.request().id());
    joins().remove(other, ANA, join.request().id());

    assertThat(joins().find(DEFAULT, BEN, join.request().id())).isEmpty();
    assertThat(joins().find(other, ANA, join.request().id())).isEmpty();
    assertThat(joins().list(DEFAULT, BEN)).isEmpty();
    assertThat(joins().list(DEFAULT, ANA)).containsExactly(join);
  }
}
