package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.List;

/// The old key of a log names the next one: a note `opta-audit-log-key/v1` with `origin` and
/// `successor`, signed by the old key under the origin's name.
public record LogKeySuccession(String origin, VerificationKey successor) {
  private static final String TYPE = "opta-audit-log-key/v1";

  public Note sign(SigningKey old) {
    return old.signAs(
        origin,
        NoteFields.write(TYPE).put("origin", origin).put("successor", successor).unsigned());
  }

  /// @throws IllegalArgumentException if `note` is of another kind
  public static LogKeySuccession parse(Note note) {
    NoteFields.Reader in = NoteFields.read(note, TYPE);
    LogKeySuccession read =
        new LogKeySuccession(in.next("origin"), in.next("successor", VerificationKey::parse));
    in.end();
    return read;
  }

  /// The newest key that `pinned` leads to, over successions that each old key has signed; `pinned`
  /// itself where none of them is its own. Notes of earlier keys are passed over.
  public static VerifierKey follow(VerifierKey pinned, List<Note> successions) {
    VerifierKey current = pinned;
    for (Note note : successions) {
      LogKeySuccession next = parse(note);
      if (next.origin().equals(current.name()) && note.isSignedBy(current.name(), current.key())) {
        current = new VerifierKey(current.name(), VerifierKey.Algorithm.ED25519, next.successor());
      }
    }
    return current;
  }
}
