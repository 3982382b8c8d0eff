package com.optalocal.accounts.adapters.http.device;

import com.optalocal.accounts.domain.device.DeviceChain;
import com.optalocal.accounts.domain.device.JoinRequest;
import java.util.List;

/// The devices that hold a vault's keys, and those that ask to.
public record DevicesPage(List<DeviceChain.TrustedDevice> trusted, List<JoinRequest> waiting) {
  public DevicesPage {
    trusted = List.copyOf(trusted);
    waiting = List.copyOf(waiting);
  }
}
