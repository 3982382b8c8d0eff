package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.domain.identity.Message;

/// One way for messages to leave this machine. May take as long as its own timeouts allow.
public interface Delivery {
  /// Hands `message` to somebody else's server, which has it when this returns.
  ///
  /// @throws NotDelivered if it does not have it, as far as can be told
  void deliver(Message message) throws NotDelivered;

  /// The message names no address and no server's words.
  final class NotDelivered extends Exception {
    private static final long serialVersionUID = 1L;

    NotDelivered(String message) {
      super(message);
    }
  }
}
