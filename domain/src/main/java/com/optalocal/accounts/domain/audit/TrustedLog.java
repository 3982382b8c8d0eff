package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.util.List;
import java.util.Optional;

/// Whom a verifier believes: the log's keys, and how many of which witnesses must have seen a
/// checkpoint. It comes from the verifier and never from what is verified.
public record TrustedLog(LogKeys keys, WitnessPolicy policy) {
  public static TrustedLog of(VerifierKey key) {
    return of(LogKeys.of(key));
  }

  public static TrustedLog of(LogKeys keys) {
    return new TrustedLog(keys, WitnessPolicy.NONE);
  }

  /// The newest key.
  public VerifierKey key() {
    return keys.current();
  }

  /// The log key of the log whose checkpoints begin with `origin`.
  public String origin() {
    return key().name();
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
    Optional<LogFault> unsigned = keys.signatureFault(checkpoint);
    if (unsigned.isPresent()) {
      return unsigned;
    }
    int seen = seenBy(checkpoint).size();
    return seen < policy.quorum()
        ? Optional.of(LogFault.notWitnessed(policy.quorum(), seen))
        : Optional.empty();
  }

  /// The trusted witnesses that have cosigned `checkpoint`.
  public List<VerifierKey> seenBy(Note checkpoint) {
    return policy.witnesses().stream()
        .filter(witness -> Cosignature.seen(checkpoint, witness).isPresent())
        .toList();
  }
}
