package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.adapters.http.PortalLink.Answer;
import com.optalocal.accounts.adapters.http.PortalLink.Call;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.audit.reading.RemoteAudit;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.HeldSession;
import java.time.DateTimeException;
import java.time.Instant;

/// The portal's audit log over HTTP: `/api/audit`.
public final class HttpRemoteAudit implements RemoteAudit {
  private static final int MAX_BYTES = 8 << 20; // 1000 events with 16 fields of 512 characters

  private final PortalLink link;

  public HttpRemoteAudit(PortalLink link) {
    this.link = link;
  }

  @Override
  public Page newest(HeldSession session, BearerSecret token, int limit) {
    Answer answer =
        link.ask(session.portal(), token, Call.get("/api/audit?limit=" + limit).upTo(MAX_BYTES));
    if (answer.status() != 200) {
      throw PortalLink.notUnderstood();
    }
    JsonValue.Fields json = answer.json();
    try {
      return new Page(
          json.objects("events").stream().map(HttpRemoteAudit::entry).toList(),
          json.text("checkpoint").map(Note::parse));
    } catch (IllegalArgumentException | DateTimeException malformed) {
      throw PortalLink.notUnderstood();
    }
  }

  private static AuditTrail.Entry entry(JsonValue.Fields json) {
    return new AuditTrail.Entry(
        json.number("index").orElseThrow(PortalLink::notUnderstood),
        new AuditEventId(text(json, "id")),
        new AuditEvent(
            Instant.parse(text(json, "at")),
            AuditAction.ofCode(text(json, "action")),
            json.objects("fields").stream().map(HttpRemoteAudit::field).toList()));
  }

  private static AuditField field(JsonValue.Fields json) {
    return new AuditField(text(json, "name"), text(json, "value"), json.isTrue("personal"));
  }

  private static String text(JsonValue.Fields json, String name) {
    return json.text(name).orElseThrow(PortalLink::notUnderstood);
  }
}
