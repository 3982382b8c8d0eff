package com.optalocal.accounts.application.vault;

import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.session.CurrentSession;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.device.DeviceChain;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.JoinRequest;
import com.optalocal.accounts.domain.session.HeldSession;
import com.optalocal.accounts.domain.vault.Vault;
import com.optalocal.accounts.domain.vault.VaultFault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Lists the devices that the verified vault trusts, and those that ask to join.
public final class ListDevices {
  private final CurrentSession session;
  private final VerifiedVault verified;
  private final RemoteVault remote;
  private final DeviceIdentity identity;

  /// A trusted device; `current` if it is this one.
  public record Device(DeviceId id, DeviceName name, Instant since, boolean current) {}

  /// A request to join; `current` if it is this device's.
  public record Waiting(JoinRequest request, boolean current) {}

  public sealed interface Outcome {
    /// Oldest first, both.
    record Listed(List<Device> devices, List<Waiting> waiting) implements Outcome {}

    record NoVault() implements Outcome {}

    record Tampered(VaultFault fault) implements Outcome {}
  }

  public ListDevices(
      CurrentSession session, VerifiedVault verified, RemoteVault remote, DeviceIdentity identity) {
    this.session = session;
    this.verified = verified;
    this.remote = remote;
    this.identity = identity;
  }

  public Outcome list() {
    return session.call(this::list);
  }

  private Outcome list(HeldSession held, BearerSecret token) {
    return switch (verified.fetch(held, token)) {
      case VerifiedVault.Answer.None() -> new Outcome.NoVault();
      case VerifiedVault.Answer.Tampered(VaultFault fault) -> new Outcome.Tampered(fault);
      case VerifiedVault.Answer.Genuine(Vault vault, var checkpoint) -> {
        Optional<DeviceId> own =
            identity.enrolled(held.issued().user().id()).map(EnrolledDevice::id);
        yield new Outcome.Listed(
            vault.chain().devices().stream().map(device -> device(device, own)).toList(),
            remote.waiting(held, token).stream()
                .map(join -> waiting(join.request(), own))
                .toList());
      }
    };
  }

  private static Device device(DeviceChain.TrustedDevice device, Optional<DeviceId> own) {
    return new Device(
        device.id(),
        device.name(),
        device.since(),
        own.filter(id -> id.equals(device.id())).isPresent());
  }

  private static Waiting waiting(JoinRequest request, Optional<DeviceId> own) {
    DeviceId asking = DeviceId.of(request.device().signing());
    return new Waiting(request, own.filter(id -> id.equals(asking)).isPresent());
  }
}
