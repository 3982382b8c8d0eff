package com.optalocal.accounts.domain.audit;

import com.optalocal.accounts.domain.note.VerifierKey;
import java.util.List;

/// How many of which witnesses must have cosigned a checkpoint before a verifier believes it. It
/// comes from the verifier and never from what is verified.
///
/// @param quorum 0 asks for no witness
public record WitnessPolicy(List<VerifierKey> witnesses, int quorum) {
  /// Believes the log's key alone.
  public static final WitnessPolicy NONE = new WitnessPolicy(List.of(), 0);

  private static final int MOST = 99;

  public WitnessPolicy {
    witnesses = witnesses.stream().distinct().toList();
    if (witnesses.size() > MOST) {
      throw new IllegalArgumentException("at most " + MOST + " witnesses are told apart");
    }
    if (witnesses.stream().anyMatch(w -> w.algorithm() != VerifierKey.Algorithm.COSIGNATURE)) {
      throw new IllegalArgumentException("a witness key signs cosignatures");
    }
    if (witnesses.stream().map(VerifierKey::key).distinct().count() < witnesses.size()) {
      throw new IllegalArgumentException("one witness is named twice");
    }
    if (quorum < 0 || quorum > witnesses.size()) {
      throw new IllegalArgumentException("more witnesses are wanted than are known");
    }
  }
}
