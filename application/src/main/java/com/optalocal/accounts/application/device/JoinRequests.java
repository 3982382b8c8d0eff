package com.optalocal.accounts.application.device;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.JoinRequestId;
import com.optalocal.accounts.domain.device.PendingJoin;
import com.optalocal.accounts.domain.organization.OrgId;
import java.util.List;
import java.util.Optional;

/// Join requests that wait for an answer, on the portal. Expired ones may vanish at any time.
public interface JoinRequests {
  /// Stores a request or its new state.
  void put(OrgId org, UserId user, PendingJoin join);

  Optional<PendingJoin> find(OrgId org, UserId user, JoinRequestId id);

  /// The user's requests, oldest first.
  List<PendingJoin> list(OrgId org, UserId user);

  void remove(OrgId org, UserId user, JoinRequestId id);
}
