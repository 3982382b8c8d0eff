package com.optalocal.accounts.application.identity;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.Email;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.Optional;

/// The people with an account.
public interface Users {
  /// Adds `user`, unless the address is taken: then nothing changes and the answer is false.
  boolean add(OrgId org, User user);

  Optional<User> find(OrgId org, UserId id);

  Optional<User> findByEmail(OrgId org, Email email);
}
