package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.adapters.http.Exchange;
import com.optalocal.accounts.adapters.http.Fields;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.Problem;
import com.optalocal.accounts.adapters.http.Refusal;
import com.optalocal.accounts.adapters.http.Route;
import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.application.audit.reading.ListAudit;
import com.optalocal.accounts.application.audit.reading.RemoveAuditBodies.Erasure;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditSearch;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LocalEvent;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;
import java.util.Optional;

/// The audit log for devices and other programs.
public final class AuditRoutes {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_WAIT_SECONDS = 25;
  private static final long LOOK_MILLIS = 200;

  private final AuditUseCases audit;

  public AuditRoutes(AuditUseCases audit) {
    this.audit = audit;
  }

  public List<Route> routes() {
    return List.of(
        Route.api(Route.Method.GET, "/api/audit", BuiltInPolicy.AUDIT_READ, this::list),
        Route.api(Route.Method.GET, "/api/audit/checkpoint", BuiltInPolicy.AUDIT_READ, this::head),
        Route.api(
            Route.Method.GET,
            "/api/audit/consistency",
            BuiltInPolicy.AUDIT_READ,
            this::consistency),
        Route.api(Route.Method.GET, "/api/audit/records", BuiltInPolicy.AUDIT_READ, this::records),
        Route.api(
            Route.Method.GET, "/api/audit/proofs/{id}", BuiltInPolicy.AUDIT_READ, this::prove),
        Route.api(
            Route.Method.POST,
            "/api/audit/cosignatures",
            BuiltInPolicy.AUDIT_WITNESS,
            this::cosign),
        Route.api(
            Route.Method.POST, "/api/audit/events", BuiltInPolicy.AUDIT_WITNESS, this::events),
        Route.api(
            Route.Method.DELETE,
            "/api/audit/people/{user}",
            BuiltInPolicy.AUDIT_ERASE,
            this::erase));
  }

  private void list(Exchange exchange) {
    int limit = number(exchange, "limit", DEFAULT_LIMIT, MAX_LIMIT);
    if (limit < 1) {
      throw new IllegalArgumentException("a limit is a number from 1 to 1000");
    }
    Optional<Long> since = exchange.query("since").map(AuditRoutes::index);
    JsonValue.Builder body = JsonValue.fields();
    if (since.isPresent()) {
      body.put("events", events(tail(exchange, since.get(), limit)));
    } else {
      ListAudit.Found found =
          audit
              .list()
              .find(
                  exchange.actor(),
                  exchange.query("search").map(AuditSearch::new),
                  exchange.query("before").map(AuditRoutes::index).orElse(Long.MAX_VALUE),
                  limit);
      body.put("events", events(found.entries()));
      found.next().ifPresent(next -> body.put("next", next));
    }
    audit
        .list()
        .checkpoint(exchange.actor())
        .ifPresent(checkpoint -> body.put("checkpoint", checkpoint.encoded()));
    exchange.json(200, body.build());
  }

  /// Waits for the first event, on a virtual thread of its own.
  private List<AuditTrail.Entry> tail(Exchange exchange, long since, int limit) {
    int wait = number(exchange, "wait", 0, MAX_WAIT_SECONDS);
    List<AuditTrail.Entry> entries = audit.list().since(exchange.actor(), since, limit);
    try {
      for (long left = wait * 1000L; entries.isEmpty() && left > 0; left -= LOOK_MILLIS) {
        Thread.sleep(LOOK_MILLIS);
        entries = audit.list().since(exchange.actor(), since, limit);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    return entries;
  }

  private void head(Exchange exchange) {
    // before the newest, which then covers it
    Optional<Note> cosigned = audit.prove().cosigned(exchange.actor());
    Note checkpoint = audit.list().checkpoint(exchange.actor()).orElseThrow(AuditRoutes::nothing);
    VerifierKey key =
        new VerifierKey(
            Checkpoint.parse(checkpoint).origin(), VerifierKey.Algorithm.ED25519, audit.key());
    exchange.json(
        200,
        JsonValue.fields()
            .put("checkpoint", checkpoint.encoded())
            .putOrNull("cosigned", cosigned.map(Note::encoded))
            .put("key", key.toString())
            .putTexts("successions", audit.successions().stream().map(Note::encoded).toList())
            .build());
  }

  private void consistency(Exchange exchange) {
    long from = exchange.query("from").map(AuditRoutes::index).orElse(0L);
    long to = exchange.query("to").map(AuditRoutes::index).orElse(0L);
    List<Hash> hashes;
    try {
      hashes = audit.prove().consistency(exchange.actor(), from, to);
    } catch (IllegalArgumentException noSuchTree) {
      throw nothing();
    }
    exchange.json(200, JsonValue.fields().putTexts("hashes", hashes).build());
  }

  private void records(Exchange exchange) {
    long from = exchange.query("from").map(AuditRoutes::index).orElse(0L);
    int limit = Math.max(1, number(exchange, "limit", MAX_LIMIT, MAX_LIMIT));
    List<EventRecord> records = audit.prove().records(exchange.actor(), from, limit);
    exchange.json(
        200,
        JsonValue.fields()
            .putTexts("records", records.stream().map(EventRecord::encoded).toList())
            .build());
  }

  private void prove(Exchange exchange) {
    AuditEventId id = new AuditEventId(exchange.pathParameter("id"));
    exchange.json(
        200,
        JsonValue.fields()
            .put(
                "proof",
                audit
                    .prove()
                    .prove(exchange.actor(), id)
                    .orElseThrow(AuditRoutes::nothing)
                    .encoded())
            .build());
  }

  private void cosign(Exchange exchange) {
    Fields body = exchange.json();
    VerifierKey witness = VerifierKey.parse(body.text("witness"));
    long size = index(body.text("size"));
    NoteSignature line = NoteSignature.parse(body.text("line"));
    body.end();
    switch (audit.cosignatures().keep(exchange.actor(), witness, size, line)) {
      case KEPT -> exchange.noContent();
      case REFUSED ->
          throw new Refusal(
              Problem.of(
                  422,
                  "cosignature_refused",
                  "This cosignature was not taken",
                  "It does not verify over a checkpoint of this log.",
                  "Fetch /api/audit/checkpoint and sign that."));
      case TOO_MANY_WITNESSES ->
          throw new Refusal(
              Problem.of(
                  409,
                  "too_many_witnesses",
                  "This cosignature was not taken",
                  "The log has as many witnesses as it keeps.",
                  "Nothing is wrong; the device goes on watching."));
    }
  }

  private void events(Exchange exchange) {
    Fields body = exchange.json();
    String device = body.text("device");
    List<LocalEvent> events = body.texts("events").stream().map(LocalEvent::parse).toList();
    body.end();
    int added = audit.events().record(exchange.actor(), device, events);
    exchange.json(200, JsonValue.fields().put("recorded", added).build());
  }

  private void erase(Exchange exchange) {
    switch (audit.removal().erase(exchange.actor(), new UserId(exchange.pathParameter("user")))) {
      case Erasure.Erased(long events) ->
          exchange.json(200, JsonValue.fields().put("events", events).build());
      case Erasure.NotAllowed() ->
          throw new Refusal(
              Problem.of(
                  403,
                  "denied",
                  "Denied by policy",
                  "Only the person themselves, or an owner, may have their values removed.",
                  "Ask an owner of the organization."));
    }
  }

  private static JsonValue events(List<AuditTrail.Entry> entries) {
    return new JsonValue.Array(entries.stream().map(EventJson::write).toList());
  }

  private static Refusal nothing() {
    return new Refusal(
        Problem.of(
            404,
            "not_found",
            "Not found",
            "The log holds nothing like that, or not for you.",
            "See opta audit list."));
  }

  private static int number(Exchange exchange, String name, int fallback, int most) {
    long value = exchange.query(name).map(AuditRoutes::index).orElse((long) fallback);
    if (value > most) {
      throw new IllegalArgumentException("a number is too large");
    }
    return (int) value;
  }

  private static long index(String text) {
    if (!text.matches("0|[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("this is a plain number");
    }
    return Long.parseLong(text);
  }
}
