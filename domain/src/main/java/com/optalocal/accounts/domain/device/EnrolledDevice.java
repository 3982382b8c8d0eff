package com.optalocal.accounts.domain.device;

/// What a machine remembers about having been enrolled: under what name, and where it keeps its
/// keys. Not secret.
public record EnrolledDevice(DeviceId id, DeviceName name, Custody custody) {}
