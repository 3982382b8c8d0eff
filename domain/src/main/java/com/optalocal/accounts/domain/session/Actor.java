package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.OrgId;
import com.optalocal.accounts.domain.organization.Role;

/// Who is asking: a user whose session the portal has just checked.
public record Actor(OrgId org, User user, Role role, SessionId session, Aal aal) {
  public UserId userId() {
    return user.id();
  }
}
