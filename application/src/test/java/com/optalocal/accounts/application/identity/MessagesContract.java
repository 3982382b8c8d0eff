package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.identity.Address;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.identity.MessagePurpose;
import com.optalocal.accounts.domain.identity.OneTimeCode;
import com.optalocal.accounts.domain.redirect.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

public abstract class MessagesContract {
  private static final SeededRandom RANDOM = new SeededRandom(61);

  protected static final Message MESSAGE =
      new Message(
          MessagePurpose.SIGN_UP,
          new Address.Mail(new Email("ana@example.com")),
          BearerSecret.generate(RANDOM, ""),
          OneTimeCode.generate(RANDOM),
          Target.HOME);

  protected abstract Messages messages();

  /// The codes in what has arrived so far, in any order; waits for what is under way.
  protected abstract List<String> arrived();

  @Test
  void what_is_sent_arrives_with_its_code() {
    messages().send(DEFAULT, MESSAGE);

    assertThat(arrived()).containsExactly(MESSAGE.code().reveal());
  }
}
