package com.optalocal.accounts.adapters.http.vault;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.adapters.http.PortalLink.Answer;
import com.optalocal.accounts.adapters.http.PortalLink.Call;
import com.optalocal.accounts.application.vault.RemoteVault;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.VaultItem;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.List;
import java.util.Optional;

/// The portal's vault over HTTP: `/api/vault`, `/api/keys` and `/api/devices/requests`.
public final class HttpRemoteVault implements RemoteVault {
  private static final String REQUESTS = "/api/devices/requests";

  private final PortalLink link;

  public HttpRemoteVault(PortalLink link) {
    this.link = link;
  }

  @Override
  public Optional<Pulled> pull(HeldSession session, BearerSecret token) {
    Answer answer =
        link.ask(session.portal(), token, Call.get("/api/vault").upTo(PortalLink.VAULT_BYTES));
    return switch (answer.status()) {
      case 200 -> Optional.of(VaultAnswer.read(answer.body()));
      case 404 -> absent(answer, "no_vault");
      default -> throw PortalLink.notUnderstood();
    };
  }

  @Override
  public WriteAnswer create(HeldSession session, BearerSecret token, VaultNotes genesis) {
    return written(
        link.ask(
            session.portal(),
            token,
            Call.send(
                "POST",
                "/api/vault",
                JsonValue.fields()
                    .putTexts("chain", encoded(genesis.chain()))
                    .putTexts("wraps", encoded(genesis.wraps()))
                    .putTexts("items", encoded(genesis.items()))
                    .put("manifest", genesis.manifest().encoded())
                    .build())));
  }

  @Override
  public WriteAnswer addItem(
      HeldSession session, BearerSecret token, Hash expected, Note item, Note manifest) {
    return written(
        link.ask(
            session.portal(),
            token,
            Call.send(
                    "PUT",
                    "/api/keys/" + VaultItem.parse(item).name(),
                    JsonValue.fields()
                        .put("item", item.encoded())
                        .put("manifest", manifest.encoded())
                        .build())
                .onlyIf("\"" + expected + "\"")));
  }

  private static WriteAnswer written(Answer answer) {
    return switch (answer.status()) {
      case 200, 201 -> WriteAnswer.STORED;
      case 409 -> WriteAnswer.STALE;
      case 413 -> {
        if (!answer.code().equals("full")) {
          throw PortalLink.notUnderstood(); // one request was too large, not the vault
        }
        yield WriteAnswer.FULL;
      }
      case 422 -> WriteAnswer.REFUSED;
      default -> throw PortalLink.notUnderstood();
    };
  }

  @Override
  public JoinAnswer askToJoin(
      HeldSession session, BearerSecret token, Note request, ByteString proof) {
    return joined(
        link.ask(
            session.portal(),
            token,
            Call.send(
                "POST",
                REQUESTS,
                JsonValue.fields()
                    .put("request", request.encoded())
                    .put("proof", proof.toBase64Url())
                    .build())));
  }

  @Override
  public List<PendingJoin> waiting(HeldSession session, BearerSecret token) {
    Answer answer = link.ask(session.portal(), token, Call.get(REQUESTS));
    if (answer.status() != 200) {
      throw PortalLink.notUnderstood();
    }
    return answer.json().objects("requests").stream().map(HttpRemoteVault::pending).toList();
  }

  @Override
  public Optional<PendingJoin> join(HeldSession session, BearerSecret token, JoinRequestId id) {
    Answer answer = link.ask(session.portal(), token, Call.get(REQUESTS + "/" + id));
    return switch (answer.status()) {
      case 200 -> Optional.of(pending(answer.json()));
      case 404 -> absent(answer, "gone");
      default -> throw PortalLink.notUnderstood();
    };
  }

  @Override
  public JoinAnswer answerJoin(
      HeldSession session, BearerSecret token, JoinRequestId id, PendingJoin.Answer answer) {
    return joined(
        link.ask(
            session.portal(),
            token,
            Call.send(
                "POST",
                REQUESTS + "/" + id + "/answer",
                JsonValue.fields()
                    .put("add", answer.add().encoded())
                    .put("wrap", answer.wrap().encoded())
                    .put("proof", answer.proof().toBase64Url())
                    .build())));
  }

  @Override
  public JoinAnswer finishJoin(
      HeldSession session, BearerSecret token, JoinRequestId id, Note add) {
    return joined(
        link.ask(
            session.portal(),
            token,
            Call.send(
                "POST",
                REQUESTS + "/" + id + "/join",
                JsonValue.fields().put("add", add.encoded()).build())));
  }

  @Override
  public JoinAnswer burnJoin(HeldSession session, BearerSecret token, JoinRequestId id) {
    return joined(link.ask(session.portal(), token, Call.bare("DELETE", REQUESTS + "/" + id)));
  }

  private static JoinAnswer joined(Answer answer) {
    return switch (answer.status()) {
      case 200, 201, 204 -> JoinAnswer.DONE;
      case 409 -> JoinAnswer.STALE;
      case 410 -> JoinAnswer.GONE;
      case 422 -> JoinAnswer.REFUSED;
      case 429 -> JoinAnswer.TOO_MANY;
      default -> throw PortalLink.notUnderstood();
    };
  }

  /// A request must be well-formed to be shown at all. An answer to one need not: the newcomer
  /// refuses one that was not made with its words.
  private static PendingJoin pending(JsonValue.Fields json) {
    try {
      return new PendingJoin(
          JoinRequest.parse(Note.parse(text(json, "request"))),
          ByteString.fromBase64Url(text(json, "proof")),
          json.fields("answer").map(HttpRemoteVault::answer));
    } catch (IllegalArgumentException malformed) {
      throw PortalLink.notUnderstood();
    }
  }

  private static PendingJoin.Answer answer(JsonValue.Fields json) {
    return new PendingJoin.Answer(
        VaultAnswer.readOrUnreadable(text(json, "add")),
        VaultAnswer.readOrUnreadable(text(json, "wrap")),
        ByteString.fromBase64Url(text(json, "proof")));
  }

  private static String text(JsonValue.Fields json, String name) {
    return json.text(name).orElseThrow(PortalLink::notUnderstood);
  }

  /// Nothing, but only in the portal's own words: any server at all can answer 404.
  private static <T> Optional<T> absent(Answer answer, String code) {
    if (answer.code().equals(code)) {
      return Optional.empty();
    }
    throw PortalLink.notUnderstood();
  }

  private static List<String> encoded(List<Note> notes) {
    return notes.stream().map(Note::encoded).toList();
  }
}
