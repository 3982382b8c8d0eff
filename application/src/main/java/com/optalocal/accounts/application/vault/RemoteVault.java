package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.ByteString;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.List;
import java.util.Optional;

/// The vault as the portal serves it to a device. Nothing it returns has been verified.
///
/// Every call may throw [com.optalocal.accounts.application.PortalUnreachable],
/// [com.optalocal.accounts.application.SessionRefused] and
/// [com.optalocal.accounts.application.PortalDenied].
public interface RemoteVault {
  /// What a pull brings.
  record Pulled(VaultNotes notes, Optional<Note> checkpoint) {}

  enum WriteAnswer {
    STORED,
    /// Somebody else was faster.
    STALE,
    REFUSED,
    FULL
  }

  enum JoinAnswer {
    DONE,
    GONE,
    STALE,
    REFUSED,
    TOO_MANY
  }

  /// The vault, or nothing if the user has none yet.
  Optional<Pulled> pull(HeldSession session, BearerSecret token);

  WriteAnswer create(HeldSession session, BearerSecret token, VaultNotes genesis);

  WriteAnswer addItem(
      HeldSession session, BearerSecret token, Hash expected, Note item, Note manifest);

  JoinAnswer askToJoin(HeldSession session, BearerSecret token, Note request, ByteString proof);

  /// The user's join requests that wait for an answer.
  List<PendingJoin> waiting(HeldSession session, BearerSecret token);

  Optional<PendingJoin> join(HeldSession session, BearerSecret token, JoinRequestId id);

  JoinAnswer answerJoin(
      HeldSession session, BearerSecret token, JoinRequestId id, PendingJoin.Answer answer);

  JoinAnswer finishJoin(HeldSession session, BearerSecret token, JoinRequestId id, Note add);

  JoinAnswer burnJoin(HeldSession session, BearerSecret token, JoinRequestId id);
}
