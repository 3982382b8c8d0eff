package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.note.Note;
import java.util.Optional;

/// A join request on its way, as the portal keeps it: the request and its proof, then the answer of
/// a trusted device, which the newcomer still has to countersign.
public record PendingJoin(JoinRequest request, ByteString proof, Optional<Answer> answer) {
  /// What the trusted device left: the statement with its own signature only, the epoch key wrapped
  /// for the newcomer, and the proof that it knew the words.
  public record Answer(Note add, Note wrap, ByteString proof) {}

  public PendingJoin {
    proof.requireLength(32);
  }
}
