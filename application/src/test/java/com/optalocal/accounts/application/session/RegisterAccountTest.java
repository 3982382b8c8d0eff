package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.identity.CheckPassword;
import com.optalocal.accounts.application.identity.PasswordHashing;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.AccountRules;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Identity;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.SignInMethod;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterAccountTest {
  private static final Address ANA = new Address.Mail(new Email("ana@example.com"));
  private static final String FIRST = "a bridge of paper boats";
  private static final String SECOND = "a river of paper hats";

  private final IdentityFixture fixture = new IdentityFixture();

  @ParameterizedTest
  @ValueSource(strings = {"ana@example.com", "4930123456"})
  void who_signs_up_proves_the_address_first(String to) {
    Address address = Address.parse(to);
    assertThat(register(address, FIRST)).isInstanceOf(RegisterAccount.Outcome.Waiting.class);
    assertThat(check(address, FIRST).orElseThrow().hasProven(address)).isFalse();

    Message message = fixture.sent.newest();
    assertThat(message.to()).isEqualTo(address);
    VerifyToken.Outcome outcome =
        fixture.verify.verify(
            DEFAULT,
            new VerifyToken.Presented.Typed(message.purpose().type(), address, message.code()));

    assertThat(outcome).isInstanceOf(VerifyToken.Outcome.Verified.class);
    Account account = check(address, FIRST).orElseThrow();
    assertThat(account.hasProven(address)).isTrue();
    Identity identity = fixture.stores.identities().of(DEFAULT, account.id()).getFirst();
    String flag = identity.provider() + "_verified";
    assertThat(identity.data().members()).containsEntry(flag, "true");
  }

  @Test
  void an_address_that_is_proven_answers_as_one_that_nobody_has() {
    signUpAndConfirm();
    int messages = fixture.sent.all().size();
    fixture.clock.advance(Duration.ofMinutes(2));

    RegisterAccount.Outcome again = register(ANA, SECOND);

    assertThat(again)
        .isInstanceOfSatisfying(
            RegisterAccount.Outcome.Waiting.class,
            waiting -> {
              assertThat(waiting.account().user().email()).isEqualTo(ANA.email());
              assertThat(waiting.account().sent().confirmation()).isPresent();
              assertThat(fixture.stores.users().find(DEFAULT, waiting.account().id())).isEmpty();
            });
    assertThat(fixture.sent.all()).hasSize(messages);
    assertThat(check(ANA, FIRST)).isPresent();
    assertThat(check(ANA, SECOND)).isEmpty();
    assertThat(fixture.stores.audit().actions(DEFAULT.auditLog()))
        .contains(AuditAction.USER_SIGN_UP_REPEATED);
  }

  @Test
  void the_last_sign_up_with_an_unproven_address_counts() {
    register(ANA, FIRST);
    Message first = fixture.sent.newest();
    fixture.clock.advance(Duration.ofMinutes(2));
    register(ANA, SECOND);

    assertThat(verify(first)).isEqualTo(new VerifyToken.Outcome.Bad());
    assertThat(check(ANA, FIRST)).isEmpty();
    assertThat(verify(fixture.sent.newest())).isInstanceOf(VerifyToken.Outcome.Verified.class);
    assertThat(check(ANA, SECOND)).isPresent();
  }

  @Test
  void a_message_waits_a_minute_for_the_next_whoever_asks() {
    register(ANA, FIRST);
    fixture.clock.advance(Duration.ofSeconds(20));

    assertThat(register(ANA, SECOND))
        .isEqualTo(new RegisterAccount.Outcome.TooSoon(Duration.ofSeconds(40)));
    assertThat(check(ANA, FIRST)).isPresent();

    fixture.clock.advance(Duration.ofSeconds(40));
    assertThat(register(ANA, SECOND)).isInstanceOf(RegisterAccount.Outcome.Waiting.class);
  }

  @Test
  void without_proof_by_rule_one_is_ready_at_once_and_a_taken_address_is_said() {
    IdentityFixture trusting =
        new IdentityFixture(
            new AccountRules(true, true, true, true, true, false, Duration.ofHours(1)));

    assertThat(trusting.register.register(DEFAULT, registration(ANA, FIRST)))
        .isInstanceOfSatisfying(
            RegisterAccount.Outcome.Ready.class,
            ready -> assertThat(ready.account().hasProven(ANA)).isTrue());
    assertThat(trusting.register.register(DEFAULT, registration(ANA, SECOND)))
        .isEqualTo(new RegisterAccount.Outcome.AddressTaken());
    assertThat(trusting.sent.all()).isEmpty();
  }

  @Test
  void a_phone_number_and_a_mail_address_are_two_accounts() {
    register(ANA, FIRST);
    register(new Address.Mobile(new Phone("4930123456")), FIRST);

    assertThat(fixture.sent.all())
        .extracting(Message::purpose)
        .containsExactly(MessagePurpose.SIGN_UP, MessagePurpose.PHONE_SIGN_UP);
    assertThat(SendToken.method(MessagePurpose.SIGN_UP)).isEqualTo(SignInMethod.SIGN_UP);
  }

  private void signUpAndConfirm() {
    register(ANA, FIRST);
    verify(fixture.sent.newest());
  }

  private VerifyToken.Outcome verify(Message message) {
    return fixture.verify.verify(
        DEFAULT, new VerifyToken.Presented.Link(message.purpose().type(), message.token()));
  }

  private Optional<Account> check(Address address, String password) {
    return new CheckPassword(
            fixture.stores.users(),
            fixture.stores.credentials(),
            new PasswordHashing(fixture.random, 1))
        .check(DEFAULT, address, Password.of(password));
  }

  private RegisterAccount.Outcome register(Address address, String password) {
    return fixture.register.register(DEFAULT, registration(address, password));
  }

  private static RegisterAccount.Registration registration(Address address, String password) {
    return new RegisterAccount.Registration(
        address,
        Password.of(password),
        Metadata.EMPTY,
        Optional.empty(),
        new Onward(Optional.empty(), Target.HOME));
  }
}
