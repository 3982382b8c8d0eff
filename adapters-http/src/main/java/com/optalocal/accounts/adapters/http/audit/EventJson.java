package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.audit.AuditAction;
import com.optalocal.accounts.domain.audit.AuditEvent;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditField;
import java.time.Instant;

/// An audit event in JSON, as portal and daemon write it and a device reads it.
final class EventJson {
  private EventJson() {}

  static JsonValue write(AuditTrail.Entry entry) {
    return JsonValue.fields()
        .put("index", entry.index())
        .put("id", entry.id().value())
        .put("at", entry.event().at().toString())
        .put("action", entry.event().action().code())
        .put(
            "fields",
            new JsonValue.Array(entry.event().fields().stream().map(EventJson::field).toList()))
        .build();
  }

  private static JsonValue field(AuditField field) {
    return JsonValue.fields()
        .put("name", field.name())
        .put("value", field.value())
        .put("personal", field.personal())
        .build();
  }

  static AuditTrail.Entry read(JsonValue.Fields json) {
    return new AuditTrail.Entry(
        json.number("index").orElseThrow(PortalLink::notUnderstood),
        new AuditEventId(text(json, "id")),
        new AuditEvent(
            Instant.parse(text(json, "at")),
            AuditAction.ofCode(text(json, "action")),
            json.objects("fields").stream().map(EventJson::readField).toList()));
  }

  private static AuditField readField(JsonValue.Fields json) {
    return new AuditField(text(json, "name"), text(json, "value"), json.isTrue("personal"));
  }

  static String text(JsonValue.Fields json, String name) {
    return json.text(name).orElseThrow(PortalLink::notUnderstood);
  }
}
