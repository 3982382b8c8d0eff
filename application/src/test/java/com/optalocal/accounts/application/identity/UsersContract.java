package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

public abstract class UsersContract {
  private static final Instant NOW = MovableClock.START;
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Account ANA = Account.of(People.ANA);
  private static final Account BEN = Account.of(People.BEN);
  private static final Email ANAS = People.ANA.email().orElseThrow();
  private static final Phone PHONE = new Phone("+49 30 1234567");

  /// An empty store.
  protected abstract Users users();

  /// An organization that exists beside `default`.
  protected abstract OrgId otherOrganization();

  @Test
  void a_user_is_found_by_id_and_by_address() {
    Account phoned = with(ANA, Optional.of(ANAS), Optional.of(PHONE));
    assertThat(users().add(DEFAULT, phoned)).isTrue();

    assertThat(users().find(DEFAULT, phoned.id())).contains(phoned);
    assertThat(users().findByEmail(DEFAULT, ANAS)).contains(phoned);
    assertThat(users().findByPhone(DEFAULT, PHONE)).contains(phoned);
  }

  @Test
  void an_unknown_user_is_absent() {
    assertThat(users().find(DEFAULT, ANA.id())).isEmpty();
    assertThat(users().findByEmail(DEFAULT, ANAS)).isEmpty();
    assertThat(users().findByPhone(DEFAULT, PHONE)).isEmpty();
    assertThat(users().update(DEFAULT, ANA)).isFalse();
    assertThat(users().remove(DEFAULT, ANA.id())).isFalse();
  }

  @Test
  void an_address_is_taken_once_and_the_second_comer_changes_nothing() {
    Account first = with(ANA, Optional.of(ANAS), Optional.of(PHONE));
    users().add(DEFAULT, first);

    assertThat(users().add(DEFAULT, with(BEN, Optional.of(ANAS), Optional.empty()))).isFalse();
    assertThat(users().add(DEFAULT, with(BEN, Optional.empty(), Optional.of(PHONE)))).isFalse();
    assertThat(users().add(DEFAULT, with(ANA, Optional.empty(), Optional.empty()))).isFalse();

    assertThat(users().findByEmail(DEFAULT, ANAS)).contains(first);
    assertThat(users().find(DEFAULT, BEN.id())).isEmpty();
  }

  @Test
  void people_without_an_address_do_not_stand_in_each_others_way() {
    assertThat(users().add(DEFAULT, with(ANA, Optional.empty(), Optional.empty()))).isTrue();
    assertThat(users().add(DEFAULT, with(BEN, Optional.empty(), Optional.empty()))).isTrue();
  }

  @Test
  void a_name_may_be_missing_and_letters_of_any_script_survive() {
    User plain =
        new User(
            new UserId("auth0|5f7c8ec7c33c6c004bbafe82"),
            new Email("zoë.müller@exämple.de"),
            Optional.empty(),
            NOW);

    users().add(DEFAULT, Account.of(plain));

    assertThat(users().find(DEFAULT, plain.id())).contains(Account.of(plain));
    assertThat(users().findByEmail(DEFAULT, plain.email().orElseThrow()))
        .contains(Account.of(plain));
  }

  @Test
  void everything_about_an_account_survives() {
    TreeMap<String, String> data = new TreeMap<>();
    data.put("name", "\"Zoë \\\"Z\\\" O'Neil\"");
    data.put("a \"quoted\\\" name", "{\"deep\":[1,2.5,null,\"\\n\"]}");
    data.put("漢", "true");
    Account full =
        new Account(
            new User(People.ANA.id(), Optional.of(ANAS), Optional.of(PHONE), Optional.empty(), NOW),
            new Account.Confirmed(Optional.of(at(1)), Optional.of(at(2))),
            new Account.Pending(
                Optional.of(new Email("new@example.com")), 1, Optional.of(new Phone("4930765432"))),
            new Account.Sent(
                Optional.of(at(3)),
                Optional.of(at(4)),
                Optional.of(at(5)),
                Optional.of(at(6)),
                Optional.of(at(7)),
                Optional.of(at(8))),
            new Account.Standing(true, Optional.of(at(9)), Optional.of(at(10))),
            new Metadata(data),
            Metadata.of("provider", "email").withTexts("providers", java.util.List.of("email")),
            Optional.of(at(11)),
            at(12));

    users().add(DEFAULT, full);

    assertThat(users().find(DEFAULT, full.id())).contains(full);
    assertThat(full.user().name()).contains(new DisplayName("Zoë \"Z\" O'Neil"));

    Account plain = Account.fresh(People.ANA).updated(LATER);
    assertThat(users().update(DEFAULT, plain)).isTrue();
    assertThat(users().find(DEFAULT, full.id())).contains(plain);
  }

  @Test
  void a_change_of_address_frees_the_old_one_and_cannot_take_anothers() {
    users().add(DEFAULT, ANA);
    users().add(DEFAULT, BEN);
    Email fresh = new Email("ana@example.org");
    Account moved = with(ANA, Optional.of(fresh), Optional.empty());

    assertThat(users().update(DEFAULT, with(BEN, Optional.of(ANAS), Optional.empty()))).isFalse();
    assertThat(users().find(DEFAULT, BEN.id())).contains(BEN);

    assertThat(users().update(DEFAULT, moved)).isTrue();
    assertThat(users().findByEmail(DEFAULT, ANAS)).isEmpty();
    assertThat(users().findByEmail(DEFAULT, fresh)).contains(moved);
    assertThat(users().update(DEFAULT, with(BEN, Optional.of(ANAS), Optional.empty()))).isTrue();
  }

  @Test
  void who_is_removed_is_gone_and_leaves_the_address_free() {
    users().add(DEFAULT, ANA);

    assertThat(users().remove(otherOrganization(), ANA.id())).isFalse();
    assertThat(users().remove(DEFAULT, ANA.id())).isTrue();

    assertThat(users().find(DEFAULT, ANA.id())).isEmpty();
    assertThat(users().add(DEFAULT, with(BEN, Optional.of(ANAS), Optional.empty()))).isTrue();
  }

  @Test
  void a_list_comes_in_pages_newest_first() {
    for (int i = 1; i <= 5; i++) {
      users().add(DEFAULT, aged(i));
    }

    assertThat(users().list(DEFAULT, "", 0, 2))
        .isEqualTo(new Users.Page(java.util.List.of(aged(5), aged(4)), 5));
    assertThat(users().list(DEFAULT, "", 4, 2))
        .isEqualTo(new Users.Page(java.util.List.of(aged(1)), 5));
    assertThat(users().list(DEFAULT, "", 9, 2)).isEqualTo(new Users.Page(java.util.List.of(), 5));
    assertThat(users().list(otherOrganization(), "", 0, 2).total()).isZero();
  }

  @Test
  void a_list_may_be_of_addresses_with_one_beginning() {
    users().add(DEFAULT, ANA);
    users().add(DEFAULT, BEN);
    users().add(DEFAULT, Account.of(People.named("anatol", 3)));
    users()
        .add(DEFAULT, with(Account.of(People.named("x", 4)), Optional.empty(), Optional.empty()));

    assertThat(users().list(DEFAULT, "ana", 0, 10).accounts())
        .extracting(account -> account.user().email().orElseThrow().value())
        .containsExactly("ana@example.com", "anatol@example.com");
    assertThat(users().list(DEFAULT, "ana", 0, 1).total()).isEqualTo(2);
    assertThat(users().list(DEFAULT, "%", 0, 1).total()).isZero();
  }

  @Test
  void organizations_do_not_share_users() {
    OrgId other = otherOrganization();
    users().add(DEFAULT, ANA);

    assertThat(users().find(other, ANA.id())).isEmpty();
    assertThat(users().findByEmail(other, ANAS)).isEmpty();
    assertThat(users().update(other, ANA)).isFalse();
    assertThat(users().add(other, ANA)).isTrue();
  }

  private static Account with(Account account, Optional<Email> email, Optional<Phone> phone) {
    return account.withUser(
        new User(account.id(), email, phone, Optional.empty(), account.user().createdAt()));
  }

  private static Account aged(int seconds) {
    User user = People.named("p" + seconds, 100 + seconds);
    return Account.of(
        new User(user.id(), user.email(), user.phone(), user.name(), NOW.plusSeconds(seconds)));
  }

  private static Instant at(int seconds) {
    return NOW.plusSeconds(seconds);
  }
}
