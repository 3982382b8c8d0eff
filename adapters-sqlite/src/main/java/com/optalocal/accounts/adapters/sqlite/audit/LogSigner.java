package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;

/// Signs checkpoints; the same tree always yields the same note. No record: it holds a secret.
public final class LogSigner {
  private final SigningKey key;
  private final String host;

  /// @param key stays the caller's
  /// @param host begins the origin of the portal's logs
  public LogSigner(SigningKey key, String host) {
    this.key = key;
    this.host = host;
  }

  Note sign(AuditLogId log, long size, Hash root) {
    return new Checkpoint(Checkpoint.origin(host, log), size, root).sign(key);
  }
}
