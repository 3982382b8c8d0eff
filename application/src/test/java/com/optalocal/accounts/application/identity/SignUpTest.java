package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.DisplayName;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.identity.PasswordRules;
import com.optalocal.accounts.domain.identity.Provider;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SignUpTest {
  private static final Email ANA = new Email("ana@example.com");
  private static final String GOOD = "a long enough phrase";

  private final InMemoryPortalStores stores = new InMemoryPortalStores();
  private final SeededRandom random = new SeededRandom(1);
  private final PasswordHashing hashing = new PasswordHashing(random, 2);
  private final OwnerLink link = new OwnerLink(random);
  private final SignUp signUp =
      new SignUp(
          new MakeAccount(
              new MakeAccount.Stores(
                  stores.users(),
                  stores.identities(),
                  stores.credentials(),
                  stores.members(),
                  stores.audit()),
              stores.work(),
              random,
              new MovableClock()),
          stores.members(),
          new NewPasswords(hashing, new ListedPasswords(Set.of("a listed phrase"))),
          link,
          stores.work());

  @Test
  void an_account_can_be_signed_in_to_and_leaves_its_event() {
    Account account = signedUp(signUp(ANA, GOOD, Optional.empty())).account();
    User user = account.user();

    assertThat(user)
        .isEqualTo(
            new User(user.id(), ANA, Optional.of(new DisplayName("Ana")), MovableClock.START));
    assertThat(
            new CheckPassword(stores.users(), stores.credentials(), hashing)
                .check(DEFAULT, ANA, Password.of(GOOD)))
        .contains(account);
    assertThat(stores.identities().of(DEFAULT, user.id()))
        .extracting(Identity::provider, Identity::email)
        .containsExactly(tuple(Provider.EMAIL, Optional.of(ANA.value())));
    List<AuditTrail.Entry> log = stores.audit().newest(DEFAULT.auditLog(), Optional.empty(), 10);
    assertThat(log).hasSize(1);
    assertThat(log.getFirst().event().action()).isEqualTo(AuditAction.USER_SIGNED_UP);
    assertThat(log.getFirst().event().fields())
        .containsExactly(
            AuditField.personal("user", user.id()),
            AuditField.personal("email", ANA),
            AuditField.open("role", "member"));
  }

  @Test
  void whoever_holds_the_owner_link_first_owns_and_nobody_after_them() {
    assertThat(signedUp(signUp(ANA, GOOD, Optional.of(link.reveal()))).role())
        .isEqualTo(Role.OWNER);
    assertThat(opens(link.reveal())).isFalse();
    assertThat(signUp(new Email("ben@example.com"), GOOD, Optional.of(link.reveal())))
        .isEqualTo(new SignUp.Outcome.LinkSpent());
    assertThat(stores.users().findByEmail(DEFAULT, new Email("ben@example.com"))).isEmpty();
  }

  @Test
  void a_wrong_owner_link_makes_no_account_and_none_at_all_makes_a_member() {
    String wrong = new OwnerLink(new SeededRandom(2)).reveal();

    assertThat(opens(link.reveal())).isTrue();
    assertThat(opens(wrong)).isFalse();
    assertThat(signUp(ANA, GOOD, Optional.of(wrong))).isEqualTo(new SignUp.Outcome.LinkSpent());
    assertNothingIsStored();
    assertThat(signedUp(signUp(new Email("ben@example.com"), GOOD, Optional.empty())).role())
        .isEqualTo(Role.MEMBER);
    assertThat(stores.members().hasOwner(DEFAULT)).isFalse();
  }

  @Test
  void a_weak_password_is_refused_with_its_reasons_and_leaves_nothing() {
    assertThat(signUp(ANA, "short", Optional.empty()))
        .isEqualTo(new SignUp.Outcome.WeakPassword(Set.of(PasswordRules.Weakness.LENGTH)));

    assertNothingIsStored();
  }

  @Test
  void a_password_that_others_lost_is_refused() {
    assertThat(signUp(ANA, "a listed phrase", Optional.empty()))
        .isEqualTo(new SignUp.Outcome.WeakPassword(Set.of(PasswordRules.Weakness.PWNED)));
  }

  @Test
  void an_address_without_proof_is_not_confirmed_but_an_owner_s_is() {
    SignUp.Application plain =
        new SignUp.Application(
            new Address.Mail(ANA), Password.of(GOOD), Metadata.EMPTY, Optional.empty(), false);

    assertThat(signedUp(signUp.signUp(DEFAULT, plain)).account().confirmed())
        .isEqualTo(Account.Confirmed.NONE);
    SignUp.Application owner =
        new SignUp.Application(
            new Address.Mail(new Email("zoe@example.com")),
            Password.of(GOOD),
            Metadata.EMPTY,
            Optional.of(BearerSecret.presented(link.reveal())),
            false);
    assertThat(signedUp(signUp.signUp(DEFAULT, owner)).account().confirmed().email()).isPresent();
  }

  @Test
  void a_taken_address_is_said_and_its_owner_keeps_everything() {
    Account first = signedUp(signUp(ANA, GOOD, Optional.of(link.reveal()))).account();
    Optional<PasswordHash> password = stores.credentials().password(DEFAULT, first.id());

    assertThat(signUp(new Email("ANA@example.com"), "another good phrase", Optional.empty()))
        .isEqualTo(new SignUp.Outcome.AddressTaken());

    assertThat(stores.users().findByEmail(DEFAULT, ANA)).contains(first);
    assertThat(stores.credentials().password(DEFAULT, first.id())).isEqualTo(password);
    assertThat(stores.members().role(DEFAULT, first.id())).contains(Role.OWNER);
    assertThat(stores.audit().actions(DEFAULT.auditLog()))
        .containsExactly(AuditAction.USER_SIGNED_UP);
  }

  @Test
  void of_two_who_want_one_address_at_once_one_gets_it() throws Exception {
    List<SignUp.Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SignUp.Outcome>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        running.add(threads.submit(() -> signUp(ANA, GOOD, Optional.empty())));
      }
      for (Future<SignUp.Outcome> one : running) {
        outcomes.add(one.get());
      }
    }

    assertThat(outcomes).filteredOn(SignUp.Outcome.SignedUp.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(SignUp.Outcome.AddressTaken.class::isInstance).hasSize(3);
  }

  @Test
  void of_two_who_hold_the_owner_link_at_once_one_owns_and_the_other_is_told() throws Exception {
    List<SignUp.Outcome> outcomes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SignUp.Outcome>> running = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Email email = new Email("ana" + i + "@example.com");
        running.add(threads.submit(() -> signUp(email, GOOD, Optional.of(link.reveal()))));
      }
      for (Future<SignUp.Outcome> one : running) {
        outcomes.add(one.get());
      }
    }

    assertThat(outcomes).filteredOn(SignUp.Outcome.SignedUp.class::isInstance).hasSize(1);
    assertThat(outcomes).filteredOn(SignUp.Outcome.LinkSpent.class::isInstance).hasSize(3);
  }

  @Test
  void without_its_event_there_is_no_account() {
    stores.audit().refuseToAppend();

    assertThatThrownBy(() -> signUp(ANA, GOOD, Optional.of(link.reveal())))
        .isInstanceOf(StoreUnavailable.class);

    assertNothingIsStored();
  }

  private boolean opens(String presented) {
    return signUp.opens(DEFAULT, BearerSecret.presented(presented));
  }

  private void assertNothingIsStored() {
    assertThat(stores.users().findByEmail(DEFAULT, ANA)).isEmpty();
    assertThat(stores.members().hasOwner(DEFAULT)).isFalse();
    assertThat(stores.audit().actions(DEFAULT.auditLog())).isEmpty();
  }

  private SignUp.Outcome signUp(Email email, String password, Optional<String> ownerLink) {
    return signUp.signUp(
        DEFAULT,
        new SignUp.Application(
            new Address.Mail(email),
            Password.of(password),
            Metadata.of("name", "Ana"),
            ownerLink.map(BearerSecret::presented),
            true));
  }

  private static SignUp.Outcome.SignedUp signedUp(SignUp.Outcome outcome) {
    assertThat(outcome).isInstanceOf(SignUp.Outcome.SignedUp.class);
    return (SignUp.Outcome.SignedUp) outcome;
  }
}
