package com.optalocal.accounts.application.device;

import com.optalocal.accounts.domain.device.JoinRequestId;
import java.time.Instant;

/// How often wrong words were typed on this device for a request. Survives restarts.
public interface JoinTries {
  int wrong(JoinRequestId request);

  /// Counts one more and returns the total.
  int countWrong(JoinRequestId request, Instant now);
}
