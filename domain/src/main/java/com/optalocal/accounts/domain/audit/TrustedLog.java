package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.util.List;
import java.util.Optional;

/// Whom a verifier believes: the log's key, and how many of which witnesses must have seen a
/// checkpoint. It comes from the verifier and never from what is verified.
///
/// @param quorum 0 asks for no witness
public record TrustedLog(VerifierKey key, List<VerifierKey> witnesses, int quorum) {
  public TrustedLog {
    witnesses = witnesses.stream().distinct().toList();
    if (key.algorithm() != VerifierKey.Algorithm.ED25519) {
      throw new IllegalArgumentException("a log key signs notes");
    }
    if (witnesses.stream().anyMatch(w -> w.algorithm() != VerifierKey.Algorithm.COSIGNATURE)) {
      throw new IllegalArgumentException("a witness key signs cosignatures");
    }
    if (quorum < 0 || quorum > witnesses.size()) {
      throw new IllegalArgumentException("more witnesses are wanted than are known");
    }
  }

  public static TrustedLog of(VerifierKey key) {
    return new TrustedLog(key, List.of(), 0);
  }

  /// The log key of the log whose checkpoints begin with `origin`.
  public String origin() {
    return key.name();
  }

  /// The id of the log, the last part of its origin.
  public AuditLogId log() {
    return new AuditLogId(origin().substring(origin().lastIndexOf('/') + 1));
  }

  /// What keeps `checkpoint` from being believed; empty if nothing does.
  public Optional<LogFault> fault(Note checkpoint) {
    Checkpoint read = Checkpoint.parse(checkpoint);
    if (!read.origin().equals(origin())) {
      return Optional.of(LogFault.otherLog());
    }
    if (!Checkpoint.isSigned(checkpoint, key.key())) {
      return Optional.of(LogFault.notSigned());
    }
    int seen = seenBy(checkpoint).size();
    return seen < quorum ? Optional.of(LogFault.notWitnessed(quorum, seen)) : Optional.empty();
  }

  /// The trusted witnesses that have cosigned `checkpoint`.
  public List<VerifierKey> seenBy(Note checkpoint) {
    return witnesses.stream()
        .filter(witness -> Cosignature.seen(checkpoint, witness).isPresent())
        .toList();
  }
}
