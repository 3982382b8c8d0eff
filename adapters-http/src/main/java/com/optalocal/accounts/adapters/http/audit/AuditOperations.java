package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.Operation;
import com.optalocal.accounts.adapters.http.Operation.Risk;
import com.optalocal.accounts.adapters.http.Operation.Turn;
import com.optalocal.accounts.adapters.http.OperationReply;
import com.optalocal.accounts.adapters.http.PayloadShape;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.audit.reading.RemoteAudit;
import com.optalocal.accounts.application.audit.reading.ShowAudit;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;

/// The daemon's operation on the audit log: `audit.list`.
public final class AuditOperations {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;

  private final ShowAudit show;

  public AuditOperations(ShowAudit show) {
    this.show = show;
  }

  public List<Operation> all() {
    return List.of(
        new Operation(
            "audit.list",
            "Lists the newest audit events, newest first.",
            BuiltInPolicy.AUDIT_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE.optional(
                "limit", PayloadShape.Kind.WHOLE_NUMBER, "at most so many, 1 to 1000"),
            payload ->
                OperationReply.done(
                    page(show.newest(payload.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT))))));
  }

  private static JsonValue.Fields page(RemoteAudit.Page page) {
    JsonValue.Builder fields =
        JsonValue.fields()
            .put(
                "events",
                new JsonValue.Array(page.entries().stream().map(AuditOperations::event).toList()));
    page.checkpoint().map(Note::encoded).ifPresent(note -> fields.put("checkpoint", note));
    return fields.build();
  }

  private static JsonValue event(AuditTrail.Entry entry) {
    return JsonValue.fields()
        .put("index", entry.index())
        .put("id", entry.id().value())
        .put("at", entry.event().at().toString())
        .put("action", entry.event().action().code())
        .put(
            "fields",
            new JsonValue.Array(
                entry.event().fields().stream().map(AuditOperations::field).toList()))
        .build();
  }

  private static JsonValue field(AuditField field) {
    return JsonValue.fields()
        .put("name", field.name())
        .put("value", field.value())
        .put("personal", field.personal())
        .build();
  }
}
