package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps what would have been sent.
public final class SentMessages implements Messages {
  private final List<Message> sent = new CopyOnWriteArrayList<>();

  @Override
  public void send(OrgId org, Message message) {
    sent.add(message);
  }

  public List<Message> all() {
    return List.copyOf(sent);
  }

  public Message newest() {
    return sent.getLast();
  }
}
