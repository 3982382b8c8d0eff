package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.audit.AuditProofs;
import com.optalocal.accounts.application.audit.Cosignatures;
import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Cosignature;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import com.optalocal.accounts.domain.session.Actor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Takes a witness's cosignature, if it is one over a checkpoint of the log. Who the witness is
/// matters to verifiers alone, who bring the keys they believe. It is no event: a log that grew
/// with each cosignature would never come to rest.
public final class KeepCosignature {
  /// Enough for the devices of a large organization; a bound, because anybody signed in may send.
  private static final int MOST_WITNESSES = 1000;

  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final AuditProofs proofs;
  private final Cosignatures cosignatures;
  private final InstantSource clock;

  public enum Outcome {
    KEPT,
    /// It does not verify, or not over a checkpoint of this log.
    REFUSED,
    TOO_MANY_WITNESSES
  }

  public KeepCosignature(AuditProofs proofs, Cosignatures cosignatures, InstantSource clock) {
    this.proofs = proofs;
    this.cosignatures = cosignatures;
    this.clock = clock;
  }

  public Outcome keep(Actor actor, VerifierKey witness, long size, NoteSignature line) {
    AuditLogId log = actor.org().auditLog();
    Optional<Note> checkpoint = proofs.checkpoint(log, size);
    boolean seen =
        checkpoint
            .map(note -> Note.unsigned(note.text()).with(line))
            .flatMap(note -> Cosignature.seen(note, witness))
            .filter(at -> at.isBefore(clock.instant().plus(AHEAD)))
            .isPresent();
    if (!seen) {
      return Outcome.REFUSED;
    }
    if (cosignatures.witnesses(log) >= MOST_WITNESSES) {
      return Outcome.TOO_MANY_WITNESSES;
    }
    cosignatures.keep(log, new Cosignatures.Cosigned(witness, size, line));
    return Outcome.KEPT;
  }
}
