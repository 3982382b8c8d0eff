package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.SessionRefused;
import com.optalocal.accounts.application.audit.LocalEvents;
import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditEventIds;
import com.optalocal.accounts.domain.audit.LocalEvent;
import com.optalocal.accounts.domain.session.HeldSession;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Keeps what this device saw until the portal has it: added at once, online or not, and told later
/// under the id it got here.
public final class KeepLocalEvents {
  private final CurrentSession session;
  private final LocalEvents events;
  private final RemoteAudit remote;
  private final DeviceIdentity identity;
  private final AuditEventIds ids;
  private final InstantSource clock;

  public KeepLocalEvents(
      CurrentSession session,
      LocalEvents events,
      RemoteAudit remote,
      DeviceIdentity identity,
      AuditEventIds ids,
      InstantSource clock) {
    this.session = session;
    this.events = events;
    this.remote = remote;
    this.identity = identity;
    this.ids = ids;
    this.clock = clock;
  }

  /// Keeps an event of the signed-in user; empty if too many wait.
  ///
  /// @throws SessionRefused if nobody is signed in here
  public Optional<AuditEventId> add(String kind, String detail) {
    UserId user = session.peek().orElseThrow(SessionRefused::new).issued().user().id();
    Instant now = clock.instant();
    LocalEvent event = new LocalEvent(ids.next(now), now, kind, detail);
    return events.add(user, event) ? Optional.of(event.id()) : Optional.empty();
  }

  /// Tells the portal what waits, and forgets it once it has it. Returns how many were told.
  public int tell() {
    return session.call(this::tell);
  }

  private int tell(HeldSession held, BearerSecret token) {
    UserId user = held.issued().user().id();
    String device = identity.enrolled(user).map(known -> known.name().value()).orElse("-");
    int told = 0;
    for (List<LocalEvent> batch = events.oldest(user, RecordLocalEvents.MOST);
        !batch.isEmpty();
        batch = events.oldest(user, RecordLocalEvents.MOST)) {
      remote.deliver(held, token, device, batch);
      events.remove(user, batch);
      told += batch.size();
    }
    return told;
  }
}
