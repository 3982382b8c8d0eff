package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Optional;

/// What people prove themselves with. Never a password, only its hash.
public interface Credentials {
  /// Sets or replaces the user's password.
  void setPassword(OrgId org, UserId user, PasswordHash hash);

  /// From now on the user has no password; nothing happens if they had none.
  void removePassword(OrgId org, UserId user);

  Optional<PasswordHash> password(OrgId org, UserId user);
}
