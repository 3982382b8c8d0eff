package com.optalocal.accounts.application.identity;

import java.util.List;

class SentMessagesTest extends MessagesContract {
  private final SentMessages sent = new SentMessages();

  @Override
  protected Messages messages() {
    return sent;
  }

  @Override
  protected List<String> arrived() {
    return sent.all().stream().map(message -> message.code().reveal()).toList();
  }
}
