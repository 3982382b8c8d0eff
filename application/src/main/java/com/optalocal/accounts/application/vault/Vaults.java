package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.Note;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.vault.VaultItem;
import com.optalocal.accounts.domain.vault.VaultNotes;
import java.util.Optional;

/// One vault a user, as notes. What is handed in has been verified; what comes out is exactly what
/// went in. Implementations never see plaintext.
public interface Vaults {
  Optional<VaultNotes> find(OrgId org, UserId user);

  /// Stores a new vault; false, and nothing changes, if the user has one already.
  boolean create(OrgId org, UserId user, VaultNotes genesis);

  /// Adds `item` and replaces the manifest, if the stored manifest still hashes to `expected`;
  /// otherwise nothing changes and the answer is false.
  boolean addItem(OrgId org, UserId user, Hash expected, VaultItem item, Note manifest);

  /// Adds a device statement and the new device's wrap, if the chain's head still is `expected`;
  /// otherwise nothing changes and the answer is false.
  boolean addDevice(OrgId org, UserId user, Hash expected, Note statement, Note wrap);
}
