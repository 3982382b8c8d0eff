package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.Password;
import com.optalocal.accounts.domain.identity.PasswordHash;
import com.optalocal.accounts.domain.identity.PasswordRules;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What every new password goes through: the rules, the list of breached ones, and hashing.
public final class NewPasswords {
  private final PasswordHashing hashing;
  private final BreachedPasswords breached;

  public NewPasswords(PasswordHashing hashing, BreachedPasswords breached) {
    this.hashing = hashing;
    this.breached = breached;
  }

  /// Everything that is wrong with `password` for the owner of `email`; empty if it may be used.
  public Set<PasswordRules.Weakness> weaknesses(Password password, Optional<Email> email) {
    Set<PasswordRules.Weakness> found = EnumSet.noneOf(PasswordRules.Weakness.class);
    found.addAll(PasswordRules.weaknesses(password, email));
    if (breached.contains(password)) {
      found.add(PasswordRules.Weakness.PWNED);
    }
    return found;
  }

  public PasswordHash hash(Password password) {
    return hashing.hash(password);
  }

  /// As in [PasswordHashing#matches].
  public boolean matches(Password password, Optional<PasswordHash> hash) {
    return hashing.matches(password, hash);
  }
}
