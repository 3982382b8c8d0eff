package com.optalocal.accounts.application.audit.reading;

import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.UserId;
import java.util.Optional;

/// Asks the portal, from a device, to take a person's values out of the log. Who may is the
/// portal's to decide: the person themselves, or an owner.
public final class EraseAudit {
  private final CurrentSession session;
  private final RemoteAudit remote;

  /// @param events how many events lost their values
  public record Erased(UserId person, long events) {}

  public EraseAudit(CurrentSession session, RemoteAudit remote) {
    this.session = session;
    this.remote = remote;
  }

  /// @param person empty for whoever is signed in
  public Erased erase(Optional<UserId> person) {
    return session.call((held, token) -> {
      UserId whose = person.orElseGet(() -> held.issued().user().id());
      return new Erased(whose, remote.erase(held, token, whose));
    });
  }
}
