package com.optalocal.accounts.application.device;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import java.util.Optional;

/// This machine's own device keys, in the custody that was chosen, one pair per user who signed in.
///
/// Every method may throw [com.optalocal.accounts.application.CustodyUnavailable]. `keep` is
/// atomic. Nothing is kept under [com.optalocal.accounts.domain.device.Custody#MEMORY].
public interface DeviceIdentity {
  /// What was enrolled here for `user`; needs no unlocked custody.
  Optional<EnrolledDevice> enrolled(UserId user);

  /// The private keys; the caller closes them.
  Optional<DeviceKeys> load(UserId user);

  void keep(UserId user, EnrolledDevice device, DeviceKeys keys);

  /// Removes record and keys. Doing it twice is fine.
  void forget(UserId user);
}
