package com.optalocal.accounts.domain.device;

import com.optalocal.accounts.domain.note.Fingerprint;
import com.optalocal.accounts.domain.note.VerificationKey;

/// The public halves of a device or of a recovery key. Its identity is the signing key.
public record PublicKeys(VerificationKey signing, AgreementKey agreement) {
  public Fingerprint fingerprint() {
    return signing.fingerprint();
  }
}
