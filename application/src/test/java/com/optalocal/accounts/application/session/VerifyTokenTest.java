package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.identity.LinkIdentity;
import com.optalocal.accounts.application.identity.MakeAccount;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.Metadata;
import com.optalocal.accounts.domain.identity.OneTimeCode;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.redirect.Target;
import com.optalocal.accounts.domain.session.OneTimeToken;
import com.optalocal.accounts.domain.session.Origin;
import com.optalocal.accounts.domain.session.PkceChallenge;
import com.optalocal.accounts.domain.session.SignInMethod;
import com.optalocal.accounts.domain.session.crypto.CodeKey;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTokenTest {
  private static final Address ANA = new Address.Mail(People.ANA.email().orElseThrow());
  private static final Onward HERE = new Onward(Optional.empty(), Target.HOME);

  private final IdentityFixture fixture = new IdentityFixture();

  @BeforeEach
  void register_ana() {
    fixture.portal.register(People.ANA);
  }

  @Test
  void a_link_is_good_once() {
    Message message = recover();

    assertThat(link("recovery", message.token()))
        .isInstanceOfSatisfying(
            VerifyToken.Outcome.Verified.class,
            verified -> {
              assertThat(verified.account().id()).isEqualTo(People.ANA.id());
              assertThat(verified.method()).isEqualTo(SignInMethod.RECOVERY);
            });
    assertThat(link("recovery", message.token())).isEqualTo(new VerifyToken.Outcome.Bad());
    assertThat(typed("recovery", message.code())).isEqualTo(new VerifyToken.Outcome.Bad());
  }

  @ParameterizedTest
  @ValueSource(strings = {"recovery", "magiclink", "email"})
  void a_code_is_good_once_under_each_name_of_its_slot(String type) {
    Message message = recover();

    assertThat(typed(type, message.code())).isInstanceOf(VerifyToken.Outcome.Verified.class);
    assertThat(typed(type, message.code())).isEqualTo(new VerifyToken.Outcome.Bad());
  }

  @ParameterizedTest
  @ValueSource(strings = {"signup", "invite", "email_change", "sms", "reauthentication", "", "x"})
  void a_token_is_good_for_its_own_type_alone(String type) {
    Message message = recover();

    assertThat(link(type, message.token())).isEqualTo(new VerifyToken.Outcome.Bad());
    assertThat(typed(type, message.code())).isEqualTo(new VerifyToken.Outcome.Bad());
    assertThat(link("recovery", message.token())).isInstanceOf(VerifyToken.Outcome.Verified.class);
  }

  @Test
  void five_wrong_codes_spend_the_message_link_and_all() {
    Message message = recover();
    OneTimeCode wrong = another(message.code());
    for (int i = 0; i < OneTimeToken.GUESSES; i++) {
      assertThat(typed("recovery", wrong)).isEqualTo(new VerifyToken.Outcome.Bad());
    }

    assertThat(typed("recovery", message.code())).isEqualTo(new VerifyToken.Outcome.Bad());
    assertThat(link("recovery", message.token())).isEqualTo(new VerifyToken.Outcome.Bad());
    assertThat(fixture.stores.audit().actions(DEFAULT.auditLog()))
        .contains(AuditAction.MESSAGE_BURNED);
  }

  @Test
  void four_wrong_codes_do_not() {
    Message message = recover();
    for (int i = 0; i < OneTimeToken.GUESSES - 1; i++) {
      typed("recovery", another(message.code()));
    }

    assertThat(typed("recovery", message.code())).isInstanceOf(VerifyToken.Outcome.Verified.class);
  }

  @Test
  void a_message_is_good_for_an_hour() {
    Message message = recover();
    fixture.clock.advance(Duration.ofHours(1).minusSeconds(1));
    Message late = message;
    fixture.clock.advance(Duration.ofSeconds(1));

    assertThat(link("recovery", late.token())).isEqualTo(new VerifyToken.Outcome.Bad());
    assertThat(typed("recovery", late.code())).isEqualTo(new VerifyToken.Outcome.Bad());
  }

  @Test
  void another_s_code_opens_nothing() {
    fixture.portal.register(People.BEN);
    Message message = recover();

    assertThat(
            fixture.verify.verify(
                DEFAULT,
                new VerifyToken.Presented.Typed(
                    "recovery",
                    new Address.Mail(People.BEN.email().orElseThrow()),
                    message.code())))
        .isEqualTo(new VerifyToken.Outcome.Bad());
  }

  @Test
  void nothing_that_is_kept_tells_the_code_without_the_key() {
    Message message = recover();
    OneTimeToken kept = fixture.stores.oneTimeTokens().find(DEFAULT, "recovery", ANA).getFirst();
    CodeKey other = new CodeKey(new SecretBytes(new SeededRandom(9).next(CodeKey.BYTES)));

    assertThat(kept.secrets().link()).isEqualTo(message.token().hash());
    assertThat(kept.secrets().code())
        .isEqualTo(fixture.key.mac(kept.user(), kept.purpose(), ANA, message.code()))
        .isNotEqualTo(other.mac(kept.user(), kept.purpose(), ANA, message.code()));
    assertThat(message.toString() + kept + fixture.key)
        .doesNotContain(message.code().reveal())
        .doesNotContain(message.token().reveal());
  }

  @Test
  void behind_a_link_waits_the_program_that_asked_for_it() {
    BearerSecret verifier = BearerSecret.generate(new SeededRandom(8), "");
    fixture.ask.ask(
        DEFAULT,
        new AskForMessage.Wish.SignIn(ANA, false, Metadata.EMPTY),
        new Onward(Optional.of(PkceChallenge.of(verifier)), Target.HOME));

    VerifyToken.Outcome outcome = link("magiclink", fixture.sent.newest().token());

    assertThat(outcome).isInstanceOf(VerifyToken.Outcome.Verified.class);
    VerifyToken.Outcome.Verified verified = (VerifyToken.Outcome.Verified) outcome;
    BearerSecret code =
        fixture
            .flows
            .complete(DEFAULT, verified.flow().orElseThrow(), verified.account().id())
            .orElseThrow();
    RedeemFlow redeem =
        new RedeemFlow(
            fixture.stores.flows(),
            fixture.stores.users(),
            new LinkIdentity(
                fixture.stores.users(),
                fixture.stores.identities(),
                fixture.stores.audit(),
                fixture.stores.work(),
                new SeededRandom(54),
                fixture.clock),
            fixture.portal.openSession(),
            fixture.stores.work(),
            fixture.clock);
    assertThat(redeem.redeem(DEFAULT, code, verifier, Origin.UNKNOWN))
        .isInstanceOf(RedeemFlow.Outcome.SignedIn.class);
  }

  /// Somebody signs up with Zoë's address and waits for her to confirm it in another way.
  @Test
  void whoever_took_an_address_in_advance_does_not_get_in_once_its_owner_comes() {
    Address zoe = new Address.Mail(new Email("zoe@example.com"));
    fixture.register.register(
        DEFAULT,
        new RegisterAccount.Registration(
            zoe, Password.of("the thief's own phrase"), Metadata.EMPTY, Optional.empty(), HERE));
    Account taken = fixture.stores.users().findByAddress(DEFAULT, zoe).orElseThrow();

    fixture.ask.ask(DEFAULT, new AskForMessage.Wish.SignIn(zoe, true, Metadata.EMPTY), HERE);
    assertThat(link("magiclink", fixture.sent.newest().token()))
        .isInstanceOf(VerifyToken.Outcome.Verified.class);

    assertThat(fixture.stores.credentials().password(DEFAULT, taken.id())).isEmpty();
    assertThat(fixture.stores.users().find(DEFAULT, taken.id()).orElseThrow().hasProven(zoe))
        .isTrue();
  }

  @Test
  void a_proven_address_keeps_its_password_when_a_link_is_followed() {
    fixture.portal.register(People.BEN, Password.of("a bridge of paper boats"));
    fixture.ask.ask(
        DEFAULT, new AskForMessage.Wish.Recovery(People.BEN.email().orElseThrow()), HERE);
    link("recovery", fixture.sent.newest().token());

    assertThat(fixture.stores.credentials().password(DEFAULT, People.BEN.id())).isPresent();
  }

  @Test
  void nobody_is_told_whether_there_is_an_account() {
    AskForMessage.Wish unknown = new AskForMessage.Wish.Recovery(new Email("nobody@example.com"));

    assertThat(fixture.ask.ask(DEFAULT, unknown, HERE))
        .isEqualTo(new AskForMessage.Outcome.Accepted());
    assertThat(fixture.sent.all()).isEmpty();
    assertThat(fixture.ask.ask(DEFAULT, unknown, HERE))
        .isEqualTo(new AskForMessage.Outcome.TooSoon(Duration.ofSeconds(60)));
    recover();
    assertThat(
            fixture.ask.ask(
                DEFAULT, new AskForMessage.Wish.Recovery(ANA.email().orElseThrow()), HERE))
        .isEqualTo(new AskForMessage.Outcome.TooSoon(Duration.ofSeconds(60)));
  }

  @Test
  void without_create_nobody_gets_an_account_and_with_it_a_stranger_does() {
    Address zoe = new Address.Mail(new Email("zoe@example.com"));
    fixture.ask.ask(DEFAULT, new AskForMessage.Wish.SignIn(zoe, false, Metadata.EMPTY), HERE);
    assertThat(fixture.stores.users().findByAddress(DEFAULT, zoe)).isEmpty();

    fixture.clock.advance(Duration.ofMinutes(1));
    fixture.ask.ask(DEFAULT, new AskForMessage.Wish.SignIn(zoe, true, Metadata.EMPTY), HERE);
    assertThat(typed("email", zoe, fixture.sent.newest().code()))
        .isInstanceOf(VerifyToken.Outcome.Verified.class);
  }

  @Test
  void a_sign_up_s_message_comes_once_more_until_it_was_answered() {
    Address zoe = new Address.Mail(new Email("zoe@example.com"));
    AskForMessage.Wish again = new AskForMessage.Wish.Again(MessagePurpose.SIGN_UP, zoe);
    fixture.makeAccount.make(DEFAULT, new MakeAccount.Draft(zoe, Metadata.EMPTY));
    fixture.ask.ask(DEFAULT, again, HERE);
    assertThat(link("signup", fixture.sent.newest().token()))
        .isInstanceOf(VerifyToken.Outcome.Verified.class);

    int before = fixture.sent.all().size();
    fixture.clock.advance(Duration.ofMinutes(1));
    fixture.ask.ask(DEFAULT, again, HERE);
    assertThat(fixture.sent.all()).hasSize(before);
  }

  private Message recover() {
    fixture.ask.ask(DEFAULT, new AskForMessage.Wish.Recovery(ANA.email().orElseThrow()), HERE);
    return fixture.sent.newest();
  }

  private VerifyToken.Outcome link(String type, BearerSecret token) {
    return fixture.verify.verify(DEFAULT, new VerifyToken.Presented.Link(type, token));
  }

  private VerifyToken.Outcome typed(String type, OneTimeCode code) {
    return typed(type, ANA, code);
  }

  private VerifyToken.Outcome typed(String type, Address to, OneTimeCode code) {
    return fixture.verify.verify(DEFAULT, new VerifyToken.Presented.Typed(type, to, code));
  }

  private static OneTimeCode another(OneTimeCode code) {
    return OneTimeCode.presented(code.reveal().equals("000000") ? "000001" : "000000");
  }
}
