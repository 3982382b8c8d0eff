package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.domain.device.DeviceName;
import java.util.List;

/// What is true now, what waits, and what to do next.
///
/// @param step which text and command come next where nothing waits: `login`, `push` or `run`
public record OverviewPage(
    String greeting, int keys, int devices, List<DeviceName> waiting, boolean owner, String step) {
  public OverviewPage {
    waiting = List.copyOf(waiting);
  }
}
