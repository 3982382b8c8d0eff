package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.LocalEvent;
import java.util.List;

/// Events of this device that wait to be told to the portal, per user. Durable.
public interface LocalEvents {
  /// How many may wait for one user.
  int MOST = 10_000;

  /// Keeps `event`; false if too many wait already. The same id twice is one event.
  boolean add(UserId user, LocalEvent event);

  /// The oldest first, at most `limit`.
  List<LocalEvent> oldest(UserId user, int limit);

  /// Forgets those that were told. Doing it twice is fine.
  void remove(UserId user, List<LocalEvent> told);
}
