package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Factor;
import com.optalocal.accounts.domain.identity.FactorId;
import com.optalocal.accounts.domain.identity.FactorName;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class FactorsContract {
  protected static final Instant NOW = MovableClock.START;
  private static final UserId ANA = People.ANA.id();
  private static final Factor APP = app(1, "phone", NOW);
  private static final Factor KEY =
      Factor.enrolled(
          FactorId.generate(new SeededRandom(2)),
          ANA,
          Optional.empty(),
          new Factor.Means.SecurityKey(Optional.empty()),
          NOW.plusSeconds(1));

  /// An empty store.
  protected abstract Factors factors();

  /// Whose they are.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_the_people() {
    users().add(DEFAULT, Account.of(People.ANA));
    users().add(DEFAULT, Account.of(People.BEN));
  }

  @Test
  void a_users_factors_come_oldest_first_and_are_found_by_id() {
    assertThat(factors().add(DEFAULT, KEY)).isTrue();
    assertThat(factors().add(DEFAULT, APP)).isTrue();

    assertThat(factors().of(DEFAULT, ANA)).containsExactly(APP, KEY);
    assertThat(factors().find(DEFAULT, ANA, KEY.id())).contains(KEY);
    assertThat(factors().find(DEFAULT, People.BEN.id(), KEY.id())).isEmpty();
    assertThat(factors().of(DEFAULT, People.BEN.id())).isEmpty();
    assertThat(factors().of(otherOrganization(), ANA)).isEmpty();
  }

  @Test
  void a_name_is_one_factors_and_having_none_is_nobodys() {
    factors().add(DEFAULT, APP);

    assertThat(factors().add(DEFAULT, app(3, "phone", NOW))).isFalse();
    assertThat(factors().add(DEFAULT, app(4, "tablet", NOW))).isTrue();
    assertThat(factors().add(DEFAULT, KEY)).isTrue();
    Factor nameless =
        Factor.enrolled(
            FactorId.generate(new SeededRandom(5)), ANA, Optional.empty(), KEY.means(), NOW);
    assertThat(factors().add(DEFAULT, nameless)).isTrue();
    assertThat(factors().of(DEFAULT, ANA)).hasSize(4);
  }

  @Test
  void means_and_times_can_change_and_nothing_else() {
    factors().add(DEFAULT, APP);
    factors().add(DEFAULT, KEY);
    Factor proven =
        KEY.challenged(NOW.plusSeconds(7))
            .proven(
                new Factor.Means.SecurityKey(
                    Optional.of(
                        new WebAuthnCredential(bytes(16), bytes(90), 0xffff_ffffL, true, false))),
                NOW.plusSeconds(9));

    factors().update(DEFAULT, proven);
    factors().update(DEFAULT, APP.proven(new Factor.Means.Totp(bytes(48), 77), NOW.plusSeconds(8)));

    assertThat(factors().find(DEFAULT, ANA, KEY.id())).contains(proven);
    assertThat(factors().find(DEFAULT, ANA, APP.id()).map(Factor::means))
        .contains(new Factor.Means.Totp(bytes(48), 77));
    factors().update(DEFAULT, app(6, "nowhere", NOW));
    assertThat(factors().of(DEFAULT, ANA)).hasSize(2);
  }

  @Test
  void only_its_user_removes_a_factor_and_only_once() {
    factors().add(DEFAULT, APP);

    assertThat(factors().remove(DEFAULT, People.BEN.id(), APP.id())).isFalse();
    assertThat(factors().remove(otherOrganization(), ANA, APP.id())).isFalse();
    assertThat(factors().remove(DEFAULT, ANA, APP.id())).isTrue();
    assertThat(factors().remove(DEFAULT, ANA, APP.id())).isFalse();
    assertThat(factors().of(DEFAULT, ANA)).isEmpty();
  }

  protected static Factor app(long seed, String name, Instant at) {
    return Factor.enrolled(
        FactorId.generate(new SeededRandom(seed)),
        ANA,
        Optional.of(new FactorName(name)),
        new Factor.Means.Totp(bytes(48), -1),
        at);
  }

  private static ByteString bytes(int count) {
    return ByteString.copyOf(new SeededRandom(count).next(count));
  }
}
