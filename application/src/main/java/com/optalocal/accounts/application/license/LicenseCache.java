package com.optalocal.accounts.application.license;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Note;
import java.util.List;
import java.util.Optional;

/// The licenses that this device holds, per user, as signed notes. They are verified again at each
/// use, so the store need not be trusted; a note in it that cannot be read is left out.
///
/// Durable. Every method may throw [com.optalocal.accounts.application.StoreUnavailable].
public interface LicenseCache {
  /// What is held.
  ///
  /// @param issuer the statement that pins a self-hoster's root
  record Held(Optional<Note> issuer, List<Note> keys, List<Note> licenses) {
    public static final Held NOTHING = new Held(Optional.empty(), List.of(), List.of());

    public Held {
      keys = List.copyOf(keys);
      licenses = List.copyOf(licenses);
    }
  }

  Held load(UserId user);

  /// Replaces key lists and licenses in one step; the pinned issuer stays.
  void replace(UserId user, List<Note> keys, List<Note> licenses);

  /// Pins an issuer in place of the one before.
  void pin(UserId user, Note issuer);
}
