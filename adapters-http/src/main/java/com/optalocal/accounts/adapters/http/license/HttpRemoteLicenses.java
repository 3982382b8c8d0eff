package com.optalocal.accounts.adapters.http.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.adapters.http.PortalLink.Call;
import com.optalocal.accounts.application.license.RemoteLicenses;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.session.HeldSession;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// The portal's licenses over HTTP: `/api/licenses`.
public final class HttpRemoteLicenses implements RemoteLicenses {
  private static final String BASE = "/api/licenses";
  private static final int MAX_BYTES = 4 << 20;

  private final PortalLink link;

  public HttpRemoteLicenses(PortalLink link) {
    this.link = link;
  }

  @Override
  public Refreshed refresh(HeldSession session, BearerSecret token, Note request) {
    JsonValue.Fields body = JsonValue.fields().put("request", request.encoded()).build();
    return read(
        session,
        token,
        Call.send("POST", BASE + "/refresh", body),
        json -> new Refreshed(note(json, "contact"), notes(json, "keys"), notes(json, "licenses")));
  }

  @Override
  public Shelf list(HeldSession session, BearerSecret token) {
    return read(
        session,
        token,
        Call.get(BASE),
        json ->
            new Shelf(
                VerificationKey.parse(text(json, "timeKey")),
                notes(json, "keys"),
                json.objects("licenses").stream().map(HttpRemoteLicenses::listed).toList()));
  }

  @Override
  public Answer issue(HeldSession session, BearerSecret token, Note license) {
    return change(
        session,
        token,
        Call.send("POST", BASE, JsonValue.fields().put("license", license.encoded()).build()));
  }

  @Override
  public Answer publish(HeldSession session, BearerSecret token, Note keys) {
    return change(
        session,
        token,
        Call.send("PUT", BASE + "/keys", JsonValue.fields().put("keys", keys.encoded()).build()));
  }

  @Override
  public Answer revoke(HeldSession session, BearerSecret token, LicenseId id) {
    return change(session, token, Call.bare("DELETE", BASE + "/" + id.value()));
  }

  private Answer change(HeldSession session, BearerSecret token, Call call) {
    PortalLink.Answer answer = link.ask(session.portal(), token, call);
    return switch (answer.status()) {
      case 200, 201, 204 -> Answer.DONE;
      default ->
          switch (answer.code()) {
            case "refused" -> Answer.REFUSED;
            case "known" -> Answer.KNOWN;
            case "other_root" -> Answer.OTHER_ROOT;
            case "gone" -> Answer.GONE;
            case "full" -> Answer.FULL;
            default -> throw PortalLink.notUnderstood();
          };
    };
  }

  private <T> T read(
      HeldSession session, BearerSecret token, Call call, Function<JsonValue.Fields, T> reader) {
    PortalLink.Answer answer = link.ask(session.portal(), token, call.upTo(MAX_BYTES));
    if (answer.status() != 200) {
      throw PortalLink.notUnderstood();
    }
    JsonValue.Fields json = answer.json();
    try {
      return reader.apply(json);
    } catch (IllegalArgumentException | DateTimeException malformed) {
      throw PortalLink.notUnderstood();
    }
  }

  private static Listed listed(JsonValue.Fields json) {
    return new Listed(
        note(json, "license"),
        Instant.parse(text(json, "addedAt")),
        json.text("revokedAt").map(Instant::parse));
  }

  private static List<Note> notes(JsonValue.Fields json, String name) {
    return json.texts(name).stream().map(Note::parse).toList();
  }

  private static Note note(JsonValue.Fields json, String name) {
    return Note.parse(text(json, name));
  }

  private static String text(JsonValue.Fields json, String name) {
    return json.text(name).orElseThrow(PortalLink::notUnderstood);
  }
}
