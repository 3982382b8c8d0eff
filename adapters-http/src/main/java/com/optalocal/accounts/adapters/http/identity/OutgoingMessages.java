package com.optalocal.accounts.adapters.http.identity;

import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.application.identity.RecordFailedMessage;
import com.optalocal.accounts.domain.identity.Message;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends messages behind the callers' backs, so that a slow server neither holds anybody up nor
/// tells by its time who has an account. Each is tried once: its reader asks again.
public final class OutgoingMessages implements Messages {
  private static final Logger LOG = LoggerFactory.getLogger(OutgoingMessages.class);

  private final Delivery delivery;
  private final Executor queue;
  private final RecordFailedMessage failures;

  public OutgoingMessages(Delivery delivery, Executor queue, RecordFailedMessage failures) {
    this.delivery = delivery;
    this.queue = queue;
    this.failures = failures;
  }

  @Override
  public void send(OrgId org, Message message) {
    queue.execute(() -> {
      try {
        delivery.deliver(message);
      } catch (Delivery.NotDelivered lost) {
        LOG.warn("A message ({}) was not delivered: {}", message.purpose(), lost.getMessage());
        failures.record(org, message);
      }
    });
  }
}
