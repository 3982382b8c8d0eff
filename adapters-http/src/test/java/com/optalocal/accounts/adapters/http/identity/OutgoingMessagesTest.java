package com.optalocal.accounts.adapters.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.InMemoryPortalStores;
import com.optalocal.accounts.application.identity.Messages;
import com.optalocal.accounts.application.identity.MessagesContract;
import com.optalocal.accounts.application.identity.RecordFailedMessage;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutgoingMessagesTest extends MessagesContract {
  private final InMemoryPortalStores stores = new InMemoryPortalStores();
  private final List<String> codes = new ArrayList<>();
  private final List<Runnable> waiting = new ArrayList<>();

  @Override
  protected Messages messages() {
    return by(message -> codes.add(message.code().reveal()));
  }

  @Override
  protected List<String> arrived() {
    waiting.forEach(Runnable::run);
    return codes;
  }

  @Test
  void nobody_waits_for_the_server() {
    messages().send(OrgId.DEFAULT, MESSAGE);

    assertThat(codes).isEmpty();
    assertThat(arrived()).hasSize(1);
  }

  @Test
  void what_is_not_delivered_is_recorded() {
    Messages refused =
        by(message -> {
          throw new Delivery.NotDelivered("on purpose");
        });
    refused.send(OrgId.DEFAULT, MESSAGE);
    waiting.forEach(Runnable::run);

    assertThat(stores.audit().actions(OrgId.DEFAULT.auditLog()))
        .containsExactly(AuditAction.MESSAGE_FAILED);
  }

  private OutgoingMessages by(Delivery delivery) {
    return new OutgoingMessages(
        delivery,
        waiting::add,
        new RecordFailedMessage(stores.audit(), stores.work(), new MovableClock()));
  }
}
