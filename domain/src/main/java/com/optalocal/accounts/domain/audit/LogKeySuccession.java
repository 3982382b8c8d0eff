package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteFields;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.note.crypto.SigningKey;
import java.util.List;
import java.util.Optional;

/// The old key of a log names the next one: a note `opta-audit-log-key/v1` with `origin`, `size`,
/// `key` and `successor`, signed by the old key under the origin's name (ADR 0018).
///
/// @param size how many events the log had: the old key signs no larger tree
/// @param key the old key
public record LogKeySuccession(
    String origin, long size, VerificationKey key, VerificationKey successor) {
  private static final String TYPE = "opta-audit-log-key/v1";

  public LogKeySuccession {
    if (size < 0 || key.equals(successor)) {
      throw new IllegalArgumentException("a succession of log keys has the wrong form");
    }
  }

  public Note sign(SigningKey old) {
    return old.signAs(
        origin,
        NoteFields.write(TYPE)
            .put("origin", origin)
            .put("size", size)
            .put("key", key)
            .put("successor", successor)
            .unsigned());
  }

  /// Reads `note`; call [#isSigned] before believing it.
  ///
  /// @throws IllegalArgumentException if `note` is of another kind
  public static LogKeySuccession parse(Note note) {
    NoteFields.Reader in = NoteFields.read(note, TYPE);
    LogKeySuccession read =
        new LogKeySuccession(
            in.next("origin"),
            in.nextNumber("size"),
            in.next("key", VerificationKey::parse),
            in.next("successor", VerificationKey::parse));
    in.end();
    return read;
  }

  /// The key that `successions`, oldest first, end with; empty if the key never changed.
  public static Optional<VerificationKey> newest(List<Note> successions) {
    return successions.isEmpty()
        ? Optional.empty()
        : Optional.of(parse(successions.getLast()).successor());
  }

  /// The old key itself has signed it.
  public boolean isSigned(Note note) {
    return note.isSignedBy(origin, key);
  }
}
