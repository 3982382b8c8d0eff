package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.organization.OrgId;

/// Sends messages to people. Called outside units of work, after the change that a message is about
/// is durable.
public interface Messages {
  /// Takes `message` on its way. Neither waits for somebody else's server nor tells whether it took
  /// the message: what cannot be delivered is logged and recorded by the adapter.
  void send(OrgId org, Message message);
}
