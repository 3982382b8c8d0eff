package com.optalocal.accounts.application.license;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.license.LicenseId;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.note.VerificationKey;
import com.optalocal.accounts.domain.session.HeldSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The portal's licenses as it serves them to a device. Nothing it returns has been verified.
///
/// Every call may throw [com.optalocal.accounts.application.PortalUnreachable],
/// [com.optalocal.accounts.application.SessionRefused] and
/// [com.optalocal.accounts.application.PortalDenied].
public interface RemoteLicenses {
  /// What a refresh brings.
  record Refreshed(Note contact, List<Note> keys, List<Note> licenses) {
    public Refreshed {
      keys = List.copyOf(keys);
      licenses = List.copyOf(licenses);
    }
  }

  /// One of the organization's licenses.
  record Listed(Note license, Instant addedAt, Optional<Instant> revokedAt) {}

  /// What the organization has, and the key that signs the time there.
  record Shelf(VerificationKey timeKey, List<Note> keys, List<Listed> licenses) {
    public Shelf {
      keys = List.copyOf(keys);
      licenses = List.copyOf(licenses);
    }
  }

  enum Answer {
    DONE,
    REFUSED,
    KNOWN,
    OTHER_ROOT,
    GONE,
    FULL
  }

  Refreshed refresh(HeldSession session, BearerSecret token, Note request);

  Shelf list(HeldSession session, BearerSecret token);

  Answer issue(HeldSession session, BearerSecret token, Note license);

  Answer publish(HeldSession session, BearerSecret token, Note keys);

  Answer revoke(HeldSession session, BearerSecret token, LicenseId id);
}
