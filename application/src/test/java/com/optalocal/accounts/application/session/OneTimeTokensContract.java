package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.identity.Users;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Account;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.People;
import com.optalocal.accounts.domain.identity.Phone;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.session.FlowId;
import com.optalocal.accounts.domain.session.OneTimeToken;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public abstract class OneTimeTokensContract {
  private static final Instant NOW = MovableClock.START;
  private static final UserId ANA = People.ANA.id();
  private static final Address MAIL = new Address.Mail(new Email("ana@example.com"));
  private static final Address MOBILE = new Address.Mobile(new Phone("4930123456"));

  protected abstract OneTimeTokens tokens();

  protected abstract Users users();

  protected abstract OrgId otherOrganization();

  @BeforeEach
  void add_the_people() {
    users().add(DEFAULT, Account.of(People.ANA));
    users().add(DEFAULT, Account.of(People.BEN));
  }

  @Test
  void a_token_is_found_by_its_link_and_by_its_address() {
    OneTimeToken token = token(ANA, MessagePurpose.RECOVERY, MAIL, "one");
    OneTimeToken mobile = token(ANA, MessagePurpose.PHONE_SIGN_IN, MOBILE, "two");
    tokens().put(DEFAULT, token);
    tokens().put(DEFAULT, mobile);

    assertThat(tokens().findByLink(DEFAULT, token.secrets().link())).contains(token);
    assertThat(tokens().find(DEFAULT, "recovery", MAIL)).containsExactly(token);
    assertThat(tokens().find(DEFAULT, "sms", MOBILE)).containsExactly(mobile);
    assertThat(tokens().findByLink(DEFAULT, Sha256.of("another"))).isEmpty();
    assertThat(tokens().find(DEFAULT, "recovery", MOBILE)).isEmpty();
    assertThat(tokens().find(DEFAULT, "confirmation", MAIL)).isEmpty();
  }

  @Test
  void the_newest_of_a_slot_counts() {
    OneTimeToken old = token(ANA, MessagePurpose.RECOVERY, MAIL, "old");
    OneTimeToken fresh = token(ANA, MessagePurpose.MAGIC_LINK, MAIL, "fresh");
    OneTimeToken other = token(ANA, MessagePurpose.SIGN_UP, MAIL, "other");
    tokens().put(DEFAULT, old);
    tokens().put(DEFAULT, other);
    tokens().put(DEFAULT, fresh);

    assertThat(tokens().findByLink(DEFAULT, old.secrets().link())).isEmpty();
    assertThat(tokens().find(DEFAULT, "recovery", MAIL)).containsExactly(fresh);
    assertThat(tokens().find(DEFAULT, "confirmation", MAIL)).containsExactly(other);
  }

  @Test
  void wrong_guesses_are_kept() {
    OneTimeToken token = token(ANA, MessagePurpose.RECOVERY, MAIL, "one").missed().missed();
    tokens().put(DEFAULT, token);

    assertThat(tokens().find(DEFAULT, "recovery", MAIL))
        .singleElement()
        .extracting(OneTimeToken::wrong)
        .isEqualTo(2);
  }

  @Test
  void several_people_may_want_one_address_and_the_newest_comes_first() {
    OneTimeToken ana = token(ANA, MessagePurpose.EMAIL_CHANGE_NEW, MAIL, "ana");
    OneTimeToken late = token(People.BEN.id(), MessagePurpose.EMAIL_CHANGE_NEW, MAIL, "ben");
    OneTimeToken ben =
        new OneTimeToken(
            late.user(),
            late.purpose(),
            late.address(),
            late.secrets(),
            Optional.of(FlowId.generate(new SeededRandom(5))),
            0,
            NOW.plusSeconds(1));
    tokens().put(DEFAULT, ana);
    tokens().put(DEFAULT, ben);

    assertThat(tokens().find(DEFAULT, "email_change_new", MAIL)).containsExactly(ben, ana);
  }

  @Test
  void what_is_removed_is_gone_and_removing_twice_does_no_harm() {
    OneTimeToken token = token(ANA, MessagePurpose.RECOVERY, MAIL, "one");
    tokens().put(DEFAULT, token);

    tokens().remove(otherOrganization(), ANA, "recovery");
    tokens().remove(DEFAULT, ANA, "confirmation");
    assertThat(tokens().findByLink(DEFAULT, token.secrets().link())).isPresent();

    tokens().remove(DEFAULT, ANA, "recovery");
    tokens().remove(DEFAULT, ANA, "recovery");
    assertThat(tokens().findByLink(DEFAULT, token.secrets().link())).isEmpty();
  }

  @Test
  void organizations_do_not_share_tokens() {
    OneTimeToken token = token(ANA, MessagePurpose.RECOVERY, MAIL, "one");
    tokens().put(DEFAULT, token);

    assertThat(tokens().findByLink(otherOrganization(), token.secrets().link())).isEmpty();
    assertThat(tokens().find(otherOrganization(), "recovery", MAIL)).isEmpty();
  }

  private static OneTimeToken token(
      UserId user, MessagePurpose purpose, Address address, String seed) {
    return new OneTimeToken(
        user,
        purpose,
        address,
        new OneTimeToken.Secrets(Sha256.of(seed), Sha256.of(seed + " code")),
        Optional.empty(),
        0,
        NOW);
  }
}
