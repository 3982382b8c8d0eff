package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.note.NoteSignature;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.util.List;

/// The newest cosignatures of each witness, kept by the portal for proofs to carry. They were
/// checked before they came here, and are no secret.
public interface Cosignatures {
  /// How many are kept of each witness: a proof needs a recent one, and a few so that witnesses
  /// meet at one size.
  int KEPT = 8;

  /// One witness's statement over the first `size` events.
  record Cosigned(VerifierKey witness, long size, NoteSignature line) {}

  /// Keeps `cosigned`; doing it twice is fine. Of a witness's, those with the largest sizes stay.
  void keep(AuditLogId log, Cosigned cosigned);

  /// Those over trees that hold event `index`, in ascending order of size.
  List<Cosigned> covering(AuditLogId log, long index);

  /// How many witnesses are known.
  int witnesses(AuditLogId log);
}
