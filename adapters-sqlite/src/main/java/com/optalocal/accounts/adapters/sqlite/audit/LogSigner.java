package com.optalocal.accounts.adapters.sqlite.audit;

import com.optalocal.accounts.domain.audit.AuditLogId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.crypto.SigningKey;

/// Signs checkpoints; the same tree always yields the same note.
///
/// @param key stays the caller's
/// @param host begins the origin of the portal's logs
public record LogSigner(SigningKey key, String host) {
  Note sign(AuditLogId log, long size, Hash root) {
    return new Checkpoint(Checkpoint.origin(host, log), size, root).sign(key);
  }
}
