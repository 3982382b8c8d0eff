package com.optalocal.accounts.adapters.http.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.adapters.http.PortalLink.Answer;
import com.optalocal.accounts.adapters.http.PortalLink.Call;
import com.optalocal.accounts.application.audit.reading.RemoteAudit;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LocalEvent;
import com.optalocal.accounts.domain.audit.LogKeySuccession;
import com.optalocal.accounts.domain.audit.ProvenEvent;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.session.HeldSession;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The portal's audit log over HTTP: `/api/audit`.
public final class HttpRemoteAudit implements RemoteAudit {
  private static final int MAX_BYTES = 32 << 20; // 1000 events with 16 values of 512 characters
  private static final int TAIL_SECONDS = 2;

  private final PortalLink link;

  public HttpRemoteAudit(PortalLink link) {
    this.link = link;
  }

  @Override
  public Page list(HeldSession session, BearerSecret token, Wish wish) {
    StringBuilder path = new StringBuilder("/api/audit?limit=").append(wish.limit());
    wish.search()
        .ifPresent(search ->
            path.append("&search=")
                .append(URLEncoder.encode(search.text(), StandardCharsets.UTF_8)));
    wish.before().ifPresent(before -> path.append("&before=").append(before));
    wish.since()
        .ifPresent(
            since -> path.append("&since=").append(since).append("&wait=").append(TAIL_SECONDS));
    return read(
        ask(session, token, Call.get(path.toString())),
        json ->
            new Page(
                json.objects("events").stream().map(EventJson::read).toList(),
                json.text("checkpoint").map(Note::parse),
                json.number("next")));
  }

  @Override
  public Optional<Head> head(HeldSession session, BearerSecret token) {
    return found(
        ask(session, token, Call.get("/api/audit/checkpoint")),
        json ->
            new Head(
                checkpoint(EventJson.text(json, "checkpoint")),
                json.text("cosigned").map(HttpRemoteAudit::checkpoint),
                VerifierKey.parse(EventJson.text(json, "key")),
                json.texts("successions").stream().map(HttpRemoteAudit::succession).toList()));
  }

  private static Note checkpoint(String text) {
    Note note = Note.parse(text);
    Checkpoint read = Checkpoint.parse(note);
    assert read.size() >= 0;
    return note;
  }

  private static Note succession(String text) {
    Note note = Note.parse(text);
    LogKeySuccession read = LogKeySuccession.parse(note);
    assert read.size() >= 0;
    return note;
  }

  @Override
  public Optional<List<Hash>> consistency(
      HeldSession session, BearerSecret token, long from, long to) {
    return found(
        ask(session, token, Call.get("/api/audit/consistency?from=" + from + "&to=" + to)),
        json -> json.texts("hashes").stream().map(Hash::parse).toList());
  }

  @Override
  public boolean cosign(
      HeldSession session, BearerSecret token, VerifierKey witness, long size, NoteSignature line) {
    JsonValue body =
        JsonValue.fields()
            .put("witness", witness.toString())
            .put("size", Long.toString(size))
            .put("line", line.line())
            .build();
    return ask(session, token, Call.send("POST", "/api/audit/cosignatures", body)).status() == 204;
  }

  @Override
  public List<EventRecord> records(HeldSession session, BearerSecret token, long from, int limit) {
    return read(
        ask(session, token, Call.get("/api/audit/records?from=" + from + "&limit=" + limit)),
        json -> json.texts("records").stream().map(EventRecord::parse).toList());
  }

  @Override
  public Optional<ProvenEvent> prove(HeldSession session, BearerSecret token, AuditEventId id) {
    return found(
        ask(session, token, Call.get("/api/audit/proofs/" + id)),
        json -> ProvenEvent.parse(EventJson.text(json, "proof")));
  }

  @Override
  public long erase(HeldSession session, BearerSecret token, UserId person) {
    String path = "/api/audit/people/" + URLEncoder.encode(person.value(), StandardCharsets.UTF_8);
    return read(
        ask(session, token, Call.send("DELETE", path, JsonValue.Fields.NONE)),
        json -> json.number("events").orElseThrow(PortalLink::notUnderstood));
  }

  @Override
  public void deliver(
      HeldSession session, BearerSecret token, String device, List<LocalEvent> events) {
    JsonValue body =
        JsonValue.fields()
            .put("device", device)
            .putTexts("events", events.stream().map(LocalEvent::text).toList())
            .build();
    Answer answer = ask(session, token, Call.send("POST", "/api/audit/events", body));
    if (answer.status() != 200) {
      throw PortalLink.notUnderstood();
    }
  }

  private Answer ask(HeldSession session, BearerSecret token, Call call) {
    return link.ask(session.portal(), token, call.upTo(MAX_BYTES));
  }

  private static <T> Optional<T> found(Answer answer, Function<JsonValue.Fields, T> reader) {
    return answer.status() == 404 ? Optional.empty() : Optional.of(read(answer, reader));
  }

  private static <T> T read(Answer answer, Function<JsonValue.Fields, T> reader) {
    if (answer.status() != 200) {
      throw PortalLink.notUnderstood();
    }
    try {
      return reader.apply(answer.json());
    } catch (IllegalArgumentException | DateTimeException malformed) {
      throw PortalLink.notUnderstood();
    }
  }
}
