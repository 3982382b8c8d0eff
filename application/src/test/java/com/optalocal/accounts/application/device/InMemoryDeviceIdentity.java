package com.optalocal.accounts.application.device;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps devices as another machine's disk would; can be told to be unavailable.
public final class InMemoryDeviceIdentity implements DeviceIdentity {
  private final Map<UserId, EnrolledDevice> devices = new HashMap<>();
  private final Map<UserId, SecretBytes> keys = new HashMap<>();
  private CustodyUnavailable.@Nullable Reason trouble;

  @Override
  public synchronized Optional<EnrolledDevice> enrolled(UserId user) {
    return Optional.ofNullable(devices.get(user));
  }

  @Override
  public synchronized Optional<DeviceKeys> load(UserId user) {
    answer();
    return Optional.ofNullable(keys.get(user)).map(kept -> DeviceKeys.restore(kept.copy()));
  }

  @Override
  public synchronized void keep(UserId user, EnrolledDevice device, DeviceKeys fresh) {
    answer();
    if (device.custody() == Custody.MEMORY) {
      return;
    }
    devices.put(user, device);
    wipe(keys.put(user, fresh.export()));
  }

  @Override
  public synchronized void forget(UserId user) {
    answer();
    devices.remove(user);
    wipe(keys.remove(user));
  }

  /// From now on what needs the keys is refused for this reason; with null it answers again.
  public synchronized void fail(CustodyUnavailable.@Nullable Reason reason) {
    trouble = reason;
  }

  private void answer() {
    if (trouble != null) {
      throw new CustodyUnavailable(trouble, "memory");
    }
  }

  private static void wipe(@Nullable SecretBytes old) {
    if (old != null) {
      old.close();
    }
  }
}
