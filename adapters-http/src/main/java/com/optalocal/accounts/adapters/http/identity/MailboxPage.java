package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.application.identity.Mailbox;
import java.util.List;

/// What the mailbox page shows.
public record MailboxPage(List<Mailbox.Letter> letters) {
  public MailboxPage {
    letters = List.copyOf(letters);
  }
}
