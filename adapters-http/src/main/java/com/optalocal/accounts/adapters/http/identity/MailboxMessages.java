package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.application.identity.Mailbox;
import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.organization.OrgId;
import java.time.InstantSource;

/// Keeps messages on this machine, for its operator to read.
public final class MailboxMessages implements Messages {
  private final Mailbox mailbox;
  private final MessageText text;
  private final InstantSource clock;

  public MailboxMessages(Mailbox mailbox, MessageText text, InstantSource clock) {
    this.mailbox = mailbox;
    this.text = text;
    this.clock = clock;
  }

  @Override
  public void send(OrgId org, Message message) {
    MessageText.Rendered rendered = text.render(message);
    mailbox.put(
        org,
        new Mailbox.Letter(clock.instant(), rendered.to(), rendered.subject(), rendered.text()));
  }
}
