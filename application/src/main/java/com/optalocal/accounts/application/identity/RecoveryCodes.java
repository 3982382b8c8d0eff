package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Set;

/// What is left of the users' recovery codes, as hashes only.
public interface RecoveryCodes {
  /// The user's codes from now on; an empty set takes all away.
  void replace(OrgId org, UserId user, Set<Hash> codes);

  /// Uses a code up.
  ///
  /// @return false if the user has no such one
  boolean use(OrgId org, UserId user, Hash code);

  int left(OrgId org, UserId user);
}
