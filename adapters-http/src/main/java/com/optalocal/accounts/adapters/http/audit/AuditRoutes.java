package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Json;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.audit.reading.ListAudit;
import com.optalocal.accounts.domain.audit.AuditField;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// The newest audit events, for devices and as a page.
public final class AuditRoutes {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;
  private final ListAudit audit;

  public AuditRoutes(ListAudit audit) {
    this.audit = audit;
  }

  public List<Route> routes() {
    return List.of(
        Route.api(Route.Method.GET, "/api/audit", BuiltInPolicy.AUDIT_READ, this::newest),
        Route.page(
            Route.Method.GET, "/audit", Access.signedIn(BuiltInPolicy.AUDIT_READ), this::page));
  }

  private void newest(Exchange exchange) {
    int limit = exchange.query("limit").map(AuditRoutes::limit).orElse(DEFAULT_LIMIT);
    ObjectNode body = Json.object();
    var events = body.putArray("events");
    audit.newest(exchange.actor(), limit).forEach(entry -> events.add(json(entry)));
    audit
        .checkpoint(exchange.actor())
        .ifPresent(checkpoint -> body.put("checkpoint", checkpoint.encoded()));
    exchange.json(200, body);
  }

  private void page(Exchange exchange) {
    List<AuditPage.Line> lines =
        audit.newest(exchange.actor(), DEFAULT_LIMIT).stream().map(AuditPage.Line::of).toList();
    exchange.page(200, new Page("audit", new AuditPage(lines)));
  }

  private static int limit(String text) {
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > MAX_LIMIT) {
      throw new IllegalArgumentException("a limit is a number from 1 to 1000");
    }
    return Integer.parseInt(text);
  }

  private static ObjectNode json(AuditTrail.Entry entry) {
    ObjectNode json =
        Json.object()
            .put("index", entry.index())
            .put("id", entry.id().value())
            .put("at", entry.event().at().toString())
            .put("action", entry.event().action().code());
    var fields = json.putArray("fields");
    for (AuditField field : entry.event().fields()) {
      fields
          .addObject()
          .put("name", field.name())
          .put("value", field.value())
          .put("personal", field.personal());
    }
    return json;
  }
}
