package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.adapters.http.Access;
import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Page;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.audit.reading.ListAudit;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditSearch;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;
import java.util.Optional;

/// The audit log as a page: search, older events, a live view, and each event's proof as a file.
/// Live means that the page asks again by itself every few seconds, which needs no script.
public final class AuditPages {
  private static final int LIMIT = 50;
  private static final String LIVE_SECONDS = "3";

  private final AuditUseCases audit;

  public AuditPages(AuditUseCases audit) {
    this.audit = audit;
  }

  public List<Route> routes() {
    Access readers = Access.signedIn(BuiltInPolicy.AUDIT_READ);
    return List.of(
        Route.page(Route.Method.GET, "/audit", readers, this::page),
        Route.page(Route.Method.GET, "/audit/proofs/{id}", readers, this::proof));
  }

  private void page(Exchange exchange) {
    String typed = exchange.query("search").orElse("").strip();
    Optional<AuditSearch> search =
        typed.isEmpty() ? Optional.empty() : Optional.of(new AuditSearch(typed));
    Optional<Long> before =
        exchange
            .query("before")
            .map(text -> {
              if (!text.matches("[1-9][0-9]{0,17}")) {
                throw new IllegalArgumentException("this is a plain number");
              }
              return Long.parseLong(text);
            });
    boolean live = exchange.query("live").isPresent() && before.isEmpty();
    ListAudit.Found found =
        audit.list().find(exchange.actor(), search, before.orElse(Long.MAX_VALUE), LIMIT);
    Optional<Long> signed =
        audit.list().checkpoint(exchange.actor()).map(note -> Checkpoint.parse(note).size());
    if (live) {
      exchange.setHeader("Refresh", LIVE_SECONDS);
    }
    exchange.page(
        200,
        new Page(
            "audit",
            new AuditPage(
                found.entries().stream().map(AuditPage.Line::of).toList(),
                typed,
                live,
                found.next(),
                signed.orElse(0L))));
  }

  private void proof(Exchange exchange) {
    AuditEventId id = new AuditEventId(exchange.pathParameter("id"));
    String file =
        audit
            .prove()
            .prove(exchange.actor(), id)
            .orElseThrow(() ->
                new Refusal(
                    Problem.of(
                        404,
                        "not_found",
                        "Not found",
                        "The log holds no such event, or not for you.",
                        "Go back to the audit page.")))
            .encoded();
    exchange.download(id + ".tlog-proof", file);
  }
}
