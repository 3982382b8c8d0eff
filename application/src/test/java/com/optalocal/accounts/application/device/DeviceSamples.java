package com.optalocal.accounts.application.device;

import com.optalocal.accounts.domain.RandomBytes;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.device.DeviceName;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import java.util.SplittableRandom;

/// Devices to enrol: the same seed makes the same keys.
public final class DeviceSamples {
  public static final Custody CUSTODY = Custody.PLAIN_FILE;

  private DeviceSamples() {}

  public static RandomBytes seeded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return count -> {
      byte[] bytes = new byte[count];
      synchronized (random) {
        random.nextBytes(bytes);
      }
      return bytes;
    };
  }

  public static DeviceKeys keys(long seed) {
    return DeviceKeys.generate(seeded(seed));
  }

  public static EnrolledDevice enrolled(DeviceKeys keys, Custody custody) {
    return new EnrolledDevice(
        DeviceId.of(keys.publicKeys().signing()), new DeviceName("mbp-14 “Zoë”"), custody);
  }
}
