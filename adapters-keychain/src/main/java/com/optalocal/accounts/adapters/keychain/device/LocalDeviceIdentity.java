package com.optalocal.accounts.adapters.keychain.device;

import com.optalocal.accounts.adapters.keychain.MachineCustody;
import com.optalocal.accounts.adapters.keychain.session.LocalSessionCustody;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.session.CustodyChoice.Choice;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.note.crypto.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// This machine's device keys, in slots named `device-keys-` and 32 hex digits of SHA-256 over user
/// and device, and its record in `device.json`, which says which slot counts. So new keys and their
/// record take effect in one step: the record's.
public final class LocalDeviceIdentity implements DeviceIdentity {
  private final MachineCustody custody;
  private final LocalSessionCustody session;

  public LocalDeviceIdentity(MachineCustody custody, LocalSessionCustody session) {
    this.custody = custody;
    this.session = session;
  }

  @Override
  public Optional<EnrolledDevice> enrolled(UserId user) {
    return custody.device(user);
  }

  @Override
  public Optional<DeviceKeys> load(UserId user) {
    return enrolled(user)
        .flatMap(device -> custody.read(slot(user, device)))
        .map(LocalDeviceIdentity::restore);
  }

  @Override
  public void keep(UserId user, EnrolledDevice device, DeviceKeys keys) {
    if (device.custody() == Custody.MEMORY) {
      return;
    }
    if (!custody.current().map(Choice::custody).equals(Optional.of(device.custody()))) {
      throw new IllegalStateException("the device names another custody than the chosen one");
    }
    custody.exclusively(() -> {
      Optional<EnrolledDevice> before = custody.device(user);
      try (SecretBytes exported = keys.export()) {
        custody.write(slot(user, device), exported);
      }
      custody.enroll(user, device);
      before
          .filter(old -> !old.id().equals(device.id()))
          .ifPresent(old -> custody.erase(slot(user, old)));
      session.showDevice();
      return user;
    });
  }

  @Override
  public void forget(UserId user) {
    Optional<EnrolledDevice> known = enrolled(user);
    if (known.isEmpty()) {
      return;
    }
    custody.exclusively(() -> {
      custody.erase(slot(user, known.get())); // first: no record, no way to find them again
      custody.dismiss(user);
      session.showDevice();
      return user;
    });
  }

  private static DeviceKeys restore(SecretBytes exported) {
    try {
      return DeviceKeys.restore(exported);
    } catch (IllegalArgumentException e) {
      throw new CustodyUnavailable(
          CustodyUnavailable.Reason.DAMAGED, "the device keys; enroll this machine again");
    }
  }

  private static String slot(UserId user, EnrolledDevice device) {
    byte[] both = (user.value() + "\0" + device.id().value()).getBytes(StandardCharsets.UTF_8);
    byte[] hash = Sha256.of(both).toByteArray();
    return "device-keys-" + HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
  }
}
