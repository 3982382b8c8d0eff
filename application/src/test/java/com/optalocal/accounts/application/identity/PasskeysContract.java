package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.FactorName;
import com.optalocal.accounts.domain.identity.Passkey;
import com.optalocal.accounts.domain.identity.PasskeyId;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.WebAuthnCredential;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class PasskeysContract {
  private static final Instant NOW = MovableClock.START;
  private static final UserId ANA = People.ANA.id();
  private static final UserId BEN = People.BEN.id();
  private static final Passkey FIRST = passkey(ANA, 1, NOW);
  private static final Passkey SECOND = passkey(ANA, 2, NOW.plusSeconds(1));

  /// An empty store.
  protected abstract Passkeys passkeys();

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
  void passkeys_come_oldest_first_and_are_found_by_credential() {
    assertThat(passkeys().add(DEFAULT, SECOND)).isTrue();
    assertThat(passkeys().add(DEFAULT, FIRST)).isTrue();

    assertThat(passkeys().of(DEFAULT, ANA)).containsExactly(FIRST, SECOND);
    assertThat(passkeys().findByCredential(DEFAULT, SECOND.credential().id())).contains(SECOND);
    assertThat(passkeys().findByCredential(otherOrganization(), SECOND.credential().id()))
        .isEmpty();
    assertThat(passkeys().of(DEFAULT, BEN)).isEmpty();
  }

  @Test
  void a_credential_is_one_users() {
    passkeys().add(DEFAULT, FIRST);
    Passkey taken =
        new Passkey(
            PasskeyId.generate(new SeededRandom(9)),
            BEN,
            Optional.empty(),
            FIRST.credential(),
            NOW,
            Optional.empty());

    assertThat(passkeys().add(DEFAULT, taken)).isFalse();
    assertThat(passkeys().of(DEFAULT, BEN)).isEmpty();
  }

  @Test
  void name_count_and_last_use_can_change() {
    passkeys().add(DEFAULT, FIRST);
    WebAuthnCredential counted =
        new WebAuthnCredential(
            FIRST.credential().id(), FIRST.credential().attested(), 12, true, true);
    Passkey used = FIRST.named(new FactorName("laptop")).used(counted, NOW.plusSeconds(5));

    passkeys().update(DEFAULT, used);
    passkeys().update(DEFAULT, SECOND);

    assertThat(passkeys().of(DEFAULT, ANA)).containsExactly(used);
  }

  @Test
  void only_its_user_removes_a_passkey_and_only_once() {
    passkeys().add(DEFAULT, FIRST);

    assertThat(passkeys().remove(DEFAULT, BEN, FIRST.id())).isFalse();
    assertThat(passkeys().remove(otherOrganization(), ANA, FIRST.id())).isFalse();
    assertThat(passkeys().remove(DEFAULT, ANA, FIRST.id())).isTrue();
    assertThat(passkeys().remove(DEFAULT, ANA, FIRST.id())).isFalse();
    assertThat(passkeys().findByCredential(DEFAULT, FIRST.credential().id())).isEmpty();
  }

  private static Passkey passkey(UserId user, long seed, Instant at) {
    ByteString id = ByteString.copyOf(new SeededRandom(seed).next(32));
    return new Passkey(
        PasskeyId.generate(new SeededRandom(seed)),
        user,
        Optional.empty(),
        new WebAuthnCredential(
            id, ByteString.copyOf(new SeededRandom(seed).next(120)), 0, true, false),
        at,
        Optional.empty());
  }
}
