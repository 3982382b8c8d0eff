package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.MalformedJson;
import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.application.PortalUnreachable;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.Fuzz;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import java.time.DateTimeException;
import org.junit.jupiter.api.Test;

/// An event as a hostile portal may answer it, under [Fuzz].
class EventAnswerFuzzTest {
  /// As [HttpRemoteAudit] reads an answer.
  private static AuditTrail.Entry read(byte[] body) {
    JsonValue.Fields json;
    try {
      json = JsonText.readFields(body);
    } catch (MalformedJson malformed) {
      throw PortalLink.notUnderstood();
    }
    try {
      return EventJson.read(json);
    } catch (IllegalArgumentException | DateTimeException malformed) {
      throw PortalLink.notUnderstood();
    }
  }

  @Test
  void events() {
    AuditTrail.Entry entry =
        new AuditTrail.Entry(
            3,
            AuditEventId.generate(MovableClock.START, new SeededRandom(4)),
            AuditEvent.of(
                MovableClock.START,
                AuditAction.SESSION_OPENED,
                AuditField.personal("user", "ana"),
                AuditField.open("method", "password")));
    Fuzz.bytes(
        "event-answer",
        PortalUnreachable.class,
        bytes -> JsonText.write(EventJson.write(read(bytes))),
        JsonText.write(EventJson.write(entry)));
  }
}
