package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.identity.Password;

/// Passwords that others have lost already. Asks nobody outside of this machine.
public interface BreachedPasswords {
  boolean contains(Password password);
}
