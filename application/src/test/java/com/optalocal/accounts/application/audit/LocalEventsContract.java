package com.optalocal.accounts.application.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditEventIds;
import com.optalocal.accounts.domain.audit.LocalEvent;
import com.optalocal.accounts.domain.identity.People;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [LocalEvents] keeps.
public abstract class LocalEventsContract {
  private static final UserId ANA = People.ANA.id();
  private final AuditEventIds ids = new AuditEventIds(new SeededRandom(1));

  protected abstract LocalEvents events();

  @Test
  void events_wait_in_order_until_they_are_told() {
    LocalEvent first = event("first");
    LocalEvent second = event("second");
    LocalEvent third = event("third");
    List.of(first, second, third).forEach(e -> assertThat(events().add(ANA, e)).isTrue());

    assertThat(events().oldest(ANA, 2)).containsExactly(first, second);
    assertThat(events().oldest(People.BEN.id(), 2)).isEmpty();
    events().remove(ANA, List.of(first, second));
    events().remove(ANA, List.of(first, second));
    assertThat(events().oldest(ANA, 10)).containsExactly(third);
  }

  @Test
  void one_id_is_one_event() {
    LocalEvent event = event("once");
    assertThat(events().add(ANA, event)).isTrue();
    assertThat(events().add(ANA, event)).isTrue();
    assertThat(events().oldest(ANA, 10)).containsExactly(event);
  }

  private LocalEvent event(String detail) {
    AuditEventId id = ids.next(MovableClock.START);
    return new LocalEvent(id, MovableClock.START, "tool.approved", detail);
  }
}
