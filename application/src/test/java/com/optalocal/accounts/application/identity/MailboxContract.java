package com.optalocal.accounts.application.identity;

import static com.optalocal.accounts.domain.organization.OrgId.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.organization.OrgId;
import org.junit.jupiter.api.Test;

public abstract class MailboxContract {
  /// An empty mailbox.
  protected abstract Mailbox mailbox();

  protected abstract OrgId otherOrganization();

  @Test
  void the_newest_letter_comes_first() {
    Mailbox.Letter first = letter(1);
    Mailbox.Letter second = letter(2);
    mailbox().put(DEFAULT, first);
    mailbox().put(DEFAULT, second);

    assertThat(mailbox().newest(DEFAULT, 10)).containsExactly(second, first);
    assertThat(mailbox().newest(DEFAULT, 1)).containsExactly(second);
  }

  @Test
  void only_so_many_are_kept() {
    for (int i = 0; i < Mailbox.KEPT + 2; i++) {
      mailbox().put(DEFAULT, letter(i));
    }

    assertThat(mailbox().newest(DEFAULT, Mailbox.KEPT))
        .hasSize(Mailbox.KEPT)
        .startsWith(letter(Mailbox.KEPT + 1))
        .endsWith(letter(2));
  }

  @Test
  void organizations_do_not_share_a_mailbox() {
    mailbox().put(DEFAULT, letter(1));

    assertThat(mailbox().newest(otherOrganization(), 10)).isEmpty();
  }

  private static Mailbox.Letter letter(int number) {
    return new Mailbox.Letter(
        MovableClock.START, "ana@example.com", "Subject " + number, "Line one\nCode " + number);
  }
}
