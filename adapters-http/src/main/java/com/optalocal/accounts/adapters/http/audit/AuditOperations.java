package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.Operation;
import com.optalocal.accounts.adapters.http.Operation.Risk;
import com.optalocal.accounts.adapters.http.Operation.Turn;
import com.optalocal.accounts.adapters.http.OperationProblem;
import com.optalocal.accounts.adapters.http.OperationProblem.Kind;
import com.optalocal.accounts.adapters.http.OperationReply;
import com.optalocal.accounts.adapters.http.Payload;
import com.optalocal.accounts.adapters.http.PayloadShape;
import com.optalocal.accounts.application.audit.Witnesses;
import com.optalocal.accounts.application.audit.reading.ChooseWitnesses;
import com.optalocal.accounts.application.audit.reading.EraseAudit;
import com.optalocal.accounts.application.audit.reading.KeepLocalEvents;
import com.optalocal.accounts.application.audit.reading.RemoteAudit;
import com.optalocal.accounts.application.audit.reading.ShowAudit;
import com.optalocal.accounts.application.audit.reading.WitnessLog;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.AuditSearch;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LogFault;
import com.optalocal.accounts.domain.audit.LogKeys;
import com.optalocal.accounts.domain.audit.WitnessPolicy;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.policy.BuiltInPolicy;
import java.util.List;
import java.util.Optional;

/// The daemon's operations on the audit log: `audit.list`, `audit.verify`, `audit.pinned`,
/// `audit.compare`, `audit.witnesses`, `audit.records`, `audit.prove`, `audit.append`,
/// `audit.erase`.
public final class AuditOperations {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 1000;
  private static final int MAX_QUORUM = 99;

  private final ShowAudit show;
  private final WitnessLog witness;
  private final KeepLocalEvents local;
  private final ChooseWitnesses choice;
  private final EraseAudit erasure;

  public AuditOperations(
      ShowAudit show,
      WitnessLog witness,
      KeepLocalEvents local,
      ChooseWitnesses choice,
      EraseAudit erasure) {
    this.show = show;
    this.witness = witness;
    this.local = local;
    this.choice = choice;
    this.erasure = erasure;
  }

  public List<Operation> all() {
    return List.of(
        new Operation(
            "audit.list",
            "Lists audit events: the newest, or those since one, waiting for it.",
            BuiltInPolicy.AUDIT_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE
                .optional("limit", PayloadShape.Kind.WHOLE_NUMBER, "at most so many, 1 to 1000")
                .optional("search", PayloadShape.Kind.TEXT, "a part of an action or a value")
                .optional("before", PayloadShape.Kind.TEXT, "only events below this number")
                .optional("since", PayloadShape.Kind.TEXT, "oldest first, from this number on"),
            this::list),
        new Operation(
            "audit.verify",
            "Holds the log against what this device has seen of it, and cosigns it.",
            BuiltInPolicy.AUDIT_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE,
            payload -> verify(witness.look())),
        new Operation(
            "audit.pinned",
            "Tells which key this device trusts for the log, and what it has seen; asks nobody.",
            BuiltInPolicy.AUDIT_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE,
            payload -> pinned()),
        new Operation(
            "audit.compare",
            "Holds the log, as it is shown here, against a checkpoint that was shown elsewhere.",
            BuiltInPolicy.AUDIT_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE.required(
                "checkpoint", PayloadShape.Kind.TEXT, "a checkpoint of the log, a signed note"),
            payload -> verify(witness.compare(payload.parse("checkpoint", this::checkpoint)))),
        new Operation(
            "audit.witnesses",
            "Tells which witnesses are wanted on this device, or chooses them.",
            BuiltInPolicy.AUDIT_WITNESS,
            Risk.WRITE,
            Turn.SHARED,
            PayloadShape.NONE
                .optional("trust", PayloadShape.Kind.TEXTS, "their keys; replaces the others")
                .optional("quorum", PayloadShape.Kind.WHOLE_NUMBER, "how many must have cosigned"),
            this::witnesses),
        new Operation(
            "audit.records",
            "Fetches events whole, to be checked.",
            BuiltInPolicy.AUDIT_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE
                .optional("from", PayloadShape.Kind.TEXT, "the first event")
                .optional("limit", PayloadShape.Kind.WHOLE_NUMBER, "at most so many, 1 to 1000"),
            this::records),
        new Operation(
            "audit.prove",
            "Fetches the proof of an event.",
            BuiltInPolicy.AUDIT_READ,
            Risk.READ,
            Turn.SHARED,
            PayloadShape.NONE.required("event", PayloadShape.Kind.TEXT, "the id of the event"),
            this::prove),
        new Operation(
            "audit.append",
            "Keeps a local event, and tells the portal at the next sync, once.",
            BuiltInPolicy.AUDIT_WITNESS,
            Risk.WRITE,
            Turn.SHARED,
            PayloadShape.NONE
                .required("kind", PayloadShape.Kind.TEXT, "what happened, as in tool.approved")
                .optional("detail", PayloadShape.Kind.TEXT, "one line; kept as personal"),
            this::append),
        new Operation(
            "audit.erase",
            "Takes a person's values out of the log; every hash and every proof stays.",
            BuiltInPolicy.AUDIT_ERASE,
            Risk.WRITE,
            Turn.SHARED,
            PayloadShape.NONE.optional(
                "person", PayloadShape.Kind.TEXT, "the id of a user; whoever is signed in"),
            this::erase));
  }

  private OperationReply list(Payload payload) {
    RemoteAudit.Page page =
        show.list(
            new RemoteAudit.Wish(
                payload.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT),
                payload.parseIfPresent("search", AuditSearch::new),
                payload.parseIfPresent("before", AuditOperations::index),
                payload.parseIfPresent("since", AuditOperations::index)));
    JsonValue.Builder fields =
        JsonValue.fields()
            .put(
                "events",
                new JsonValue.Array(page.entries().stream().map(EventJson::write).toList()));
    page.checkpoint().map(Note::encoded).ifPresent(note -> fields.put("checkpoint", note));
    page.next().ifPresent(next -> fields.put("next", next));
    return OperationReply.done(fields.build());
  }

  private Note checkpoint(String text) {
    Note note = Note.parse(text);
    Checkpoint read = Checkpoint.parse(note);
    assert read.size() >= 0;
    return note;
  }

  private OperationReply witnesses(Payload payload) {
    if (payload.has("trust") || payload.has("quorum")) {
      List<VerifierKey> trusted =
          payload.has("trust")
              ? payload.parseEach("trust", VerifierKey::parse)
              : choice.chosen().witnesses();
      choice.choose(
          new WitnessPolicy(trusted, payload.number("quorum", 0, MAX_QUORUM, trusted.size())));
    }
    return OperationReply.done(wanted());
  }

  private JsonValue.Fields wanted() {
    WitnessPolicy policy = choice.chosen();
    return JsonValue.fields()
        .putTexts("trust", policy.witnesses())
        .put("quorum", policy.quorum())
        .build();
  }

  private OperationReply erase(Payload payload) {
    EraseAudit.Erased erased = erasure.erase(payload.parseIfPresent("person", UserId::new));
    return OperationReply.done(
        JsonValue.fields()
            .put("person", erased.person().value())
            .put("events", erased.events())
            .build());
  }

  private OperationReply verify(WitnessLog.Outcome outcome) {
    return switch (outcome) {
      case WitnessLog.Outcome.Witnessed(
              Witnesses.Seen seen,
              Optional<VerifierKey> witness,
              Optional<Note> mostCosigned) ->
          OperationReply.done(
              JsonValue.fields()
                  .putAll(fields(seen))
                  .putOrNull("witness", witness)
                  .putOrNull("cosigned", mostCosigned.map(Note::encoded))
                  .build());
      case WitnessLog.Outcome.Empty() ->
          OperationProblem.of(
              Kind.FAILED,
              404,
              "empty_log",
              "Nothing was recorded yet",
              "The log has no events.",
              "");
      case WitnessLog.Outcome.Faulty(LogFault fault) -> OperationProblem.logFault(fault);
    };
  }

  private OperationReply pinned() {
    return witness
        .pinned()
        .<OperationReply>map(seen -> OperationReply.done(fields(seen)))
        .orElseGet(() ->
            OperationProblem.of(
                Kind.FAILED,
                404,
                "nothing_pinned",
                "This device trusts no log key yet",
                "It pins the key at the first sync.",
                "Run: opta account sync"));
  }

  private JsonValue.Fields fields(Witnesses.Seen seen) {
    return JsonValue.fields()
        .put("origin", seen.checkpoint().origin())
        .put("key", seen.keys().current().toString())
        .put(
            "former",
            new JsonValue.Array(
                seen.keys().former().stream().map(AuditOperations::former).toList()))
        .put("size", seen.checkpoint().size())
        .put("root", seen.checkpoint().root().toString())
        .put("wanted", wanted())
        .build();
  }

  private static JsonValue former(LogKeys.Former former) {
    return JsonValue.fields()
        .put("key", former.key().toString())
        .put("last", former.last())
        .build();
  }

  private OperationReply records(Payload payload) {
    List<EventRecord> records =
        show.records(
            payload.parseIfPresent("from", AuditOperations::index).orElse(0L),
            payload.number("limit", 1, MAX_LIMIT, MAX_LIMIT));
    return OperationReply.done(
        JsonValue.fields()
            .putTexts("records", records.stream().map(EventRecord::encoded).toList())
            .build());
  }

  private OperationReply prove(Payload payload) {
    return show.prove(payload.parse("event", AuditEventId::new))
        .<OperationReply>map(proof ->
            OperationReply.done(
                JsonValue.fields()
                    .put("index", proof.event().index())
                    .put("proof", proof.encoded())
                    .build()))
        .orElseGet(() ->
            OperationProblem.of(
                Kind.FAILED,
                404,
                "no_event",
                "The log shows no such event",
                "It is not there, is somebody else's, or its values were removed.",
                "See the ids: opta audit list --json"));
  }

  private OperationReply append(Payload payload) {
    String kind = payload.parse("kind", text -> text);
    String detail = payload.parseIfPresent("detail", text -> text).orElse("");
    Optional<AuditEventId> id = local.add(kind, detail);
    return id.<OperationReply>map(
            event -> OperationReply.done(JsonValue.fields().put("id", event.value()).build()))
        .orElseGet(() ->
            OperationProblem.of(
                Kind.FAILED,
                507,
                "too_many_waiting",
                "The event was not kept",
                "Ten thousand wait for the portal already.",
                "Bring the device online: opta account sync"));
  }

  private static long index(String text) {
    if (!text.matches("0|[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("this is a plain number");
    }
    return Long.parseLong(text);
  }
}
