package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.InMemoryPortal;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CheckPasswordTest {
  private final InMemoryPortal portal = new InMemoryPortal(new MovableClock());
  private final CheckPassword check = portal.checkPassword();

  @BeforeEach
  void register_ana() {
    portal.register(People.ANA, Password.of("a long enough phrase"));
    portal.register(People.BEN);
  }

  @Test
  void the_right_password_tells_who_it_is() {
    assertThat(
            check.check(
                DEFAULT, People.ANA.email().orElseThrow(), Password.of("a long enough phrase")))
        .contains(Account.of(People.ANA));
  }

  @Test
  void a_wrong_password_an_unknown_address_and_an_account_without_password_are_one_answer() {
    Password wrong = Password.of("a long enough phrasE");

    assertThat(check.check(DEFAULT, People.ANA.email().orElseThrow(), wrong)).isEmpty();
    assertThat(check.check(DEFAULT, People.named("Zoe", 9).email().orElseThrow(), wrong)).isEmpty();
    assertThat(check.check(DEFAULT, People.BEN.email().orElseThrow(), wrong)).isEmpty();
    assertThat(
            check.check(
                new OrgId("other"),
                People.ANA.email().orElseThrow(),
                Password.of("a long enough phrase")))
        .isEmpty();
  }

  @Test
  void an_unknown_address_takes_the_way_through_the_hash() {
    Password wiped = Password.of("a long enough phrase");
    wiped.close();

    // only somebody who hashes it notices that it is gone
    assertThatThrownBy(
            () -> check.check(DEFAULT, People.named("Zoe", 9).email().orElseThrow(), wiped))
        .isInstanceOf(IllegalStateException.class);
  }
}
