package com.optalocal.accounts.domain.session;

import com.optalocal.accounts.domain.organization.ProjectRef;
import java.time.Instant;

/// A session as a device holds it: what the portal issued, where, and when it was last renewed.
public record HeldSession(
    PortalUrl portal, ProjectRef project, IssuedSession issued, Instant updatedAt) {
  public SessionState state(Instant now) {
    return SessionState.of(issued.expiresAt(), now);
  }
}
