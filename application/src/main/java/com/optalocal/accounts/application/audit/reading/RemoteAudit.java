package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.audit.AuditTrail;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.HeldSession;
import java.util.List;
import java.util.Optional;

/// The portal's audit log as it serves it to a device; unverified.
///
/// Every call may throw [com.optalocal.accounts.application.PortalUnreachable],
/// [com.optalocal.accounts.application.SessionRefused] and
/// [com.optalocal.accounts.application.PortalDenied].
public interface RemoteAudit {
  /// The newest entries, newest first, and the newest checkpoint.
  record Page(List<AuditTrail.Entry> entries, Optional<Note> checkpoint) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  Page newest(HeldSession session, BearerSecret token, int limit);
}
