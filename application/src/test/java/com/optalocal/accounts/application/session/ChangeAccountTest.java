package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.AccountRules;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.OneTimeCode;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordRules;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.Actor;
import com.optalocal.accounts.domain.session.IssuedSession;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeAccountTest {
  private static final String OLD = "a bridge of paper boats";
  private static final String NEW = "a river of paper hats";
  private static final Address ANA = new Address.Mail(People.ANA.email().orElseThrow());
  private static final Address FRESH = new Address.Mail(new Email("fresh@example.com"));
  private static final Onward HERE = new Onward(Optional.empty(), Target.HOME);

  private static AccountRules rules(boolean trusting, boolean both, boolean reauthenticates) {
    return new AccountRules(
        trusting, trusting, true, true, both, reauthenticates, Duration.ofHours(1));
  }

  private IdentityFixture fixture = new IdentityFixture();

  private Actor ana() {
    fixture.portal.register(People.ANA, Password.of(OLD));
    return another();
  }

  private Actor another() {
    IssuedSession issued =
        fixture
            .portal
            .openSession()
            .withTokens(DEFAULT, Account.of(People.ANA), SignInMethod.PASSWORD, Origin.UNKNOWN)
            .orElseThrow();
    return fixture.portal.actor(issued.accessToken());
  }

  @Test
  void a_new_password_ends_the_others_and_leaves_its_events() {
    Actor mine = ana();
    Actor other = another();

    assertThat(change(mine, password(NEW))).isInstanceOf(ChangeAccount.Outcome.Changed.class);

    assertThat(fixture.stores.sessions().find(DEFAULT, mine.session()).orElseThrow().isOpen())
        .isTrue();
    assertThat(fixture.stores.sessions().find(DEFAULT, other.session()).orElseThrow().isOpen())
        .isFalse();
    assertThat(fixture.stores.audit().actions(DEFAULT.auditLog()))
        .contains(AuditAction.USER_PASSWORD_CHANGED, AuditAction.SESSION_ENDED);
    assertThat(fixture.portal.checkPassword().check(DEFAULT, ANA, Password.of(NEW))).isPresent();
  }

  @Test
  void a_password_is_refused_for_what_it_is() {
    Actor ana = ana();

    assertThat(change(ana, password(OLD))).isEqualTo(new ChangeAccount.Outcome.SamePassword());
    assertThat(change(ana, password("short")))
        .isEqualTo(new ChangeAccount.Outcome.WeakPassword(Set.of(PasswordRules.Weakness.LENGTH)));
    assertThat(
            change(
                ana,
                new ChangeAccount.NewPassword(
                    Password.of(NEW), Optional.of(Password.of("not it at all")), Optional.empty())))
        .isEqualTo(new ChangeAccount.Outcome.WrongPassword());
  }

  @Test
  void where_the_operator_wants_it_a_password_takes_a_code_that_is_good_once() {
    fixture = new IdentityFixture(rules(false, true, true));
    Actor ana = ana();
    assertThat(change(ana, password(NEW))).isEqualTo(new ChangeAccount.Outcome.NonceNeeded());
    fixture.ask.ask(DEFAULT, new AskForMessage.Wish.Reauthentication(ana.userId(), ANA), HERE);
    OneTimeCode right = fixture.sent.newest().code();
    assertThat(change(ana, withNonce(NEW, OneTimeCode.presented("nonsense"))))
        .isEqualTo(new ChangeAccount.Outcome.NonceWrong());

    assertThat(change(ana, withNonce(NEW, right)))
        .isInstanceOf(ChangeAccount.Outcome.Changed.class);
    assertThat(change(ana, withNonce(OLD, right)))
        .isEqualTo(new ChangeAccount.Outcome.NonceWrong());
  }

  @Test
  void a_code_to_reauthenticate_is_guessed_at_five_times_at_most() {
    fixture = new IdentityFixture(rules(false, true, true));
    Actor ana = ana();
    fixture.ask.ask(DEFAULT, new AskForMessage.Wish.Reauthentication(ana.userId(), ANA), HERE);
    OneTimeCode right = fixture.sent.newest().code();
    for (int i = 0; i < 5; i++) {
      change(ana, withNonce(NEW, OneTimeCode.presented("nonsense")));
    }

    assertThat(change(ana, withNonce(NEW, right)))
        .isEqualTo(new ChangeAccount.Outcome.NonceWrong());
  }

  @Test
  void a_code_to_reauthenticate_signs_nobody_in() {
    Actor ana = ana();
    fixture.ask.ask(DEFAULT, new AskForMessage.Wish.Reauthentication(ana.userId(), ANA), HERE);

    for (String type : List.of("reauthentication", "email", "signup", "recovery")) {
      assertThat(
              fixture.verify.verify(
                  DEFAULT, new VerifyToken.Presented.Link(type, fixture.sent.newest().token())))
          .isEqualTo(new VerifyToken.Outcome.Bad());
    }
  }

  @Test
  void a_new_address_waits_for_both_in_any_order() {
    Actor ana = ana();
    change(ana, FRESH);
    assertThat(fixture.sent.all())
        .extracting(message -> message.purpose())
        .containsExactly(MessagePurpose.EMAIL_CHANGE_NEW, MessagePurpose.EMAIL_CHANGE_CURRENT);

    assertThat(verify(1)).isEqualTo(new VerifyToken.Outcome.HalfWay());
    assertThat(account().user().email()).isEqualTo(ANA.email());
    assertThat(verify(0)).isInstanceOf(VerifyToken.Outcome.Verified.class);
    assertThat(account().hasProven(FRESH)).isTrue();
    assertThat(account().pending()).isEqualTo(Account.Pending.NONE);
  }

  @Test
  void by_rule_the_new_address_alone_decides() {
    fixture = new IdentityFixture(rules(false, false, false));
    Actor ana = ana();
    change(ana, FRESH);

    assertThat(fixture.sent.all()).hasSize(1);
    assertThat(verify(0)).isInstanceOf(VerifyToken.Outcome.Verified.class);
    assertThat(account().hasProven(FRESH)).isTrue();
  }

  @Test
  void without_proof_by_rule_a_new_address_counts_at_once() {
    fixture = new IdentityFixture(rules(true, true, false));
    Actor ana = ana();

    assertThat(change(ana, FRESH)).isInstanceOf(ChangeAccount.Outcome.Changed.class);
    assertThat(account().user().email()).isEqualTo(FRESH.email());
    assertThat(fixture.sent.all()).isEmpty();
  }

  @Test
  void an_address_that_somebody_took_in_the_meantime_is_not_changed_to() {
    Actor ana = ana();
    change(ana, FRESH);
    fixture.portal.register(
        new User(
            People.BEN.id(),
            FRESH.email().orElseThrow(),
            Optional.empty(),
            People.BEN.createdAt()));

    verify(1);
    assertThat(verify(0)).isEqualTo(new VerifyToken.Outcome.Bad());
    assertThat(account().user().email()).isEqualTo(ANA.email());
    assertThat(change(ana, FRESH)).isEqualTo(new ChangeAccount.Outcome.AddressTaken(FRESH));
  }

  @Test
  void without_its_event_nothing_changes_and_nothing_is_sent() {
    Actor ana = ana();
    fixture.stores.audit().refuseToAppend();

    assertThatThrownBy(() -> change(ana, FRESH)).isInstanceOf(StoreUnavailable.class);
    assertThatThrownBy(() -> change(ana, password(NEW))).isInstanceOf(StoreUnavailable.class);

    assertThat(account().pending()).isEqualTo(Account.Pending.NONE);
    assertThat(fixture.sent.all()).isEmpty();
    assertThat(fixture.portal.checkPassword().check(DEFAULT, ANA, Password.of(OLD))).isPresent();
  }

  @Test
  void a_link_for_an_operator_s_program_makes_an_account_and_proves_nothing_by_itself() {
    MakeLink.Order invitation =
        new MakeLink.Order(
            MessagePurpose.INVITE,
            FRESH.email().orElseThrow(),
            Optional.empty(),
            Optional.empty(),
            Metadata.EMPTY,
            Target.HOME);

    MakeLink.Outcome outcome = fixture.makeLink.make(DEFAULT, invitation);

    assertThat(outcome).isInstanceOf(MakeLink.Outcome.Made.class);
    MakeLink.Outcome.Made made = (MakeLink.Outcome.Made) outcome;
    assertThat(made.account().sent().invitation()).isPresent();
    assertThat(made.account().hasProven(FRESH)).isFalse();
    assertThat(fixture.sent.all()).isEmpty();
    assertThat(
            fixture.verify.verify(
                DEFAULT, new VerifyToken.Presented.Link("invite", made.message().token())))
        .isInstanceOf(VerifyToken.Outcome.Verified.class);
    assertThat(fixture.makeLink.make(DEFAULT, invitation))
        .isEqualTo(new MakeLink.Outcome.AddressTaken());
  }

  @Test
  void nobody_recovers_who_has_no_account() {
    assertThat(
            fixture.makeLink.make(
                DEFAULT,
                new MakeLink.Order(
                    MessagePurpose.RECOVERY,
                    FRESH.email().orElseThrow(),
                    Optional.empty(),
                    Optional.empty(),
                    Metadata.EMPTY,
                    Target.HOME)))
        .isEqualTo(new MakeLink.Outcome.NoSuchUser());
    assertThat(fixture.stores.users().findByAddress(DEFAULT, FRESH)).isEmpty();
  }

  private Account account() {
    return fixture.stores.users().find(DEFAULT, People.ANA.id()).orElseThrow();
  }

  private VerifyToken.Outcome verify(int message) {
    return fixture.verify.verify(
        DEFAULT,
        new VerifyToken.Presented.Link("email_change", fixture.sent.all().get(message).token()));
  }

  private static ChangeAccount.NewPassword password(String text) {
    return new ChangeAccount.NewPassword(Password.of(text), Optional.empty(), Optional.empty());
  }

  private static ChangeAccount.NewPassword withNonce(String text, OneTimeCode nonce) {
    return new ChangeAccount.NewPassword(Password.of(text), Optional.empty(), Optional.of(nonce));
  }

  private ChangeAccount.Outcome change(Actor actor, ChangeAccount.NewPassword password) {
    return fixture.change.change(
        actor, new ChangeAccount.Change(List.of(), Optional.of(password), Optional.empty(), HERE));
  }

  private ChangeAccount.Outcome change(Actor actor, Address address) {
    return fixture.change.change(
        actor,
        new ChangeAccount.Change(List.of(address), Optional.empty(), Optional.empty(), HERE));
  }
}
