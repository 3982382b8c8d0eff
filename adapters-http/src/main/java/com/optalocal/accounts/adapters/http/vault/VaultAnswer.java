package com.optalocal.accounts.adapters.http.vault;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.PortalLink;
import com.optalocal.accounts.application.vault.RemoteVault;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads a vault as the portal serves it, note by note, so that a large one is never in memory
/// twice.
///
/// Two kinds of bad answer are told apart. What is no vault answer at all (no JSON, a member
/// missing) is a portal in trouble. But a note that is not well-formed is what a tampering portal
/// would serve, and tampering must never pass as "offline": it becomes [#UNREADABLE], which no
/// verifier accepts, and so surfaces as `VaultMalformed`.
final class VaultAnswer {
  /// Far more than 64 MiB of the smallest items.
  private static final int MAX_NOTES = 200_000;

  /// Stands where a note could not be read. Unsigned and of no known type.
  static final Note UNREADABLE = Note.unsigned("unreadable\n");

  private static final JsonFactory JSON = JsonText.factory(2 * Note.MAX_BYTES);

  private @Nullable List<Note> chain;
  private @Nullable List<Note> wraps;
  private @Nullable List<Note> items;
  private @Nullable Note manifest;
  private @Nullable Note checkpoint;

  private VaultAnswer() {}

  /// @throws com.optalocal.accounts.application.PortalUnreachable if this is no vault answer
  static RemoteVault.Pulled read(byte[] body) {
    VaultAnswer answer = new VaultAnswer();
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), body)) {
      require(in.nextToken() == JsonToken.START_OBJECT);
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        answer.member(in, in.currentName());
      }
      require(in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null);
    } catch (JacksonException malformed) {
      throw PortalLink.notUnderstood();
    }
    return answer.pulled();
  }

  private void member(JsonParser in, String name) {
    JsonToken value = in.nextToken();
    switch (name) {
      case "chain" -> chain = notes(in, value, chain);
      case "wraps" -> wraps = notes(in, value, wraps);
      case "items" -> items = notes(in, value, items);
      case "manifest" -> {
        require(manifest == null);
        manifest = note(in, value);
      }
      case "checkpoint" -> {
        require(checkpoint == null);
        checkpoint = note(in, value);
      }
      default -> in.skipChildren(); // a newer portal may say more
    }
  }

  private static List<Note> notes(JsonParser in, JsonToken value, @Nullable List<Note> before) {
    require(before == null && value == JsonToken.START_ARRAY);
    List<Note> notes = new ArrayList<>();
    boolean spoilt = false;
    for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
      Note note = note(in, next);
      require(notes.size() < MAX_NOTES);
      // one that cannot be read spoils the vault; a million would fill the memory as well
      boolean unreadable = UNREADABLE.equals(note);
      if (!(unreadable && spoilt)) {
        notes.add(note);
      }
      spoilt |= unreadable;
    }
    return notes;
  }

  private static Note note(JsonParser in, @Nullable JsonToken value) {
    require(value == JsonToken.VALUE_STRING);
    return readOrUnreadable(in.getString());
  }

  /// The note, or [#UNREADABLE].
  static Note readOrUnreadable(String encoded) {
    try {
      return Note.parse(encoded);
    } catch (IllegalArgumentException malformed) {
      return UNREADABLE;
    }
  }

  private RemoteVault.Pulled pulled() {
    if (chain == null || wraps == null || items == null || manifest == null) {
      throw PortalLink.notUnderstood();
    }
    // a checkpoint is nothing that the vault's verifier looks at, so a broken one spoils the
    // manifest, whose successor would otherwise vouch for it
    boolean spoilt = UNREADABLE.equals(checkpoint);
    return new RemoteVault.Pulled(
        new VaultNotes(chain, wraps, items, spoilt ? UNREADABLE : manifest),
        Optional.ofNullable(spoilt ? null : checkpoint));
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw PortalLink.notUnderstood();
    }
  }
}
