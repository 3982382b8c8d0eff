package com.optalocal.accounts.application.license;

import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.license.IssuerStatement;
import com.optalocal.accounts.domain.license.LicenseAuthority;
import com.optalocal.accounts.domain.license.SealedMark;
import com.optalocal.accounts.domain.license.TimeMark;
import com.optalocal.accounts.domain.license.crypto.MarkKey;
import com.optalocal.accounts.domain.note.VerificationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// What the use cases on a device share: its keys, whom it believes, and its marks, one use at a
/// time.
public final class DeviceLicenses {
  private final DeviceIdentity identity;
  private final LicenseAuthority vendor;
  private final TrustedTime time;
  private final LicenseCache cache;
  private final ReentrantLock turn = new ReentrantLock();

  /// @param vendor the compiled-in anchors; tests have others
  public DeviceLicenses(
      DeviceIdentity identity, LicenseAuthority vendor, TrustedTime time, LicenseCache cache) {
    this.identity = identity;
    this.vendor = vendor;
    this.time = time;
    this.cache = cache;
  }

  /// Runs `action` with `user`'s device keys open; empty if no device of theirs is enrolled here.
  ///
  /// @throws com.optalocal.accounts.application.CustodyUnavailable if the keys cannot be had
  <T> Optional<T> with(UserId user, Function<Opened, T> action) {
    turn.lock();
    try {
      Optional<DeviceKeys> keys = identity.load(user);
      if (keys.isEmpty()) {
        return Optional.empty();
      }
      try (DeviceKeys device = keys.get();
          MarkKey markKey = MarkKey.of(device)) {
        return Optional.of(action.apply(new Opened(user, device, markKey, cache.load(user))));
      }
    } finally {
      turn.unlock();
    }
  }

  /// A device's licensing while its keys are open.
  final class Opened {
    private final UserId user;
    private final DeviceKeys device;
    private final MarkKey markKey;
    private final LicenseCache.Held held;

    private Opened(UserId user, DeviceKeys device, MarkKey markKey, LicenseCache.Held held) {
      this.user = user;
      this.device = device;
      this.markKey = markKey;
      this.held = held;
    }

    UserId user() {
      return user;
    }

    DeviceKeys device() {
      return device;
    }

    VerificationKey key() {
      return device.publicKeys().signing();
    }

    LicenseCache.Held held() {
      return held;
    }

    /// The vendor's authority, and the one that this device pinned.
    List<LicenseAuthority> authorities() {
      List<LicenseAuthority> believed = new ArrayList<>();
      believed.add(vendor);
      held.issuer()
          .flatMap(note -> IssuerStatement.verify(note, user, key()))
          .ifPresent(believed::add);
      return believed;
    }

    Optional<TimeMark> mark(LicenseAuthority authority) {
      return time.find(user, authority).flatMap(sealed -> sealed.open(user, authority, markKey));
    }

    void keepMark(LicenseAuthority authority, TimeMark mark) {
      time.keep(user, authority, SealedMark.seal(mark, user, authority, markKey));
    }
  }
}
