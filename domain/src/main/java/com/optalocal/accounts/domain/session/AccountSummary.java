package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.identity.User;
import com.optalocal.accounts.domain.organization.ProjectRef;
import java.time.Instant;
import java.util.Optional;

/// What `account.json` tells without opening any custody: who is signed in here and until when the
/// access token lasts. `tokenType` is always `bearer`.
public record AccountSummary(
    ProjectRef project,
    User user,
    Instant expiresAt,
    Instant updatedAt,
    Optional<DeviceId> device) {
  public SessionState state(Instant now) {
    return SessionState.of(expiresAt, now);
  }
}
