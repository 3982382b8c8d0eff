package com.optalocal.accounts.application.organization;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;
import java.util.Optional;

/// Who belongs to an organization, and as what.
public interface Members {
  /// Adds or changes a member.
  void put(OrgId org, UserId user, Role role);

  Optional<Role> role(OrgId org, UserId user);

  /// True once somebody owns the organization.
  boolean hasOwner(OrgId org);
}
