package com.optalocal.accounts.application.audit;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.LogKeys;
import java.util.Optional;

/// What this device, as a witness, has last seen of the log that each user's events go to. Durable;
/// moves forward only, also when two processes write at once.
public interface Witnesses {
  /// @param keys the key that is trusted for the log, and those it replaced
  record Seen(LogKeys keys, Checkpoint checkpoint) {}

  Optional<Seen> seen(UserId user);

  /// Remembers `seen`, unless a larger tree was seen already: then nothing changes.
  void advance(UserId user, Seen seen);
}
