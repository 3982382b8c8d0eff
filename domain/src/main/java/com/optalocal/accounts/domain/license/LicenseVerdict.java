package com.optalocal.accounts.domain.license;

import java.time.Duration;
import java.time.Instant;

/// What a license is worth on this device at this moment.
public sealed interface LicenseVerdict {
  /// Why a license stops working.
  enum Cause {
    /// Its term is over.
    TERM,
    /// The device has been without contact for longer than the license's air gap.
    AIR_GAP
  }

  /// Good; `airGapLeft` is how long it stays so without contact.
  record Active(License license, Duration airGapLeft) implements LicenseVerdict {
    /// Whole days, rounded up, as people are told.
    public long daysLeft() {
      return airGapLeft.plusDays(1).minusNanos(1).toDays();
    }
  }

  /// Over, and tolerated until `until`.
  record Grace(License license, Cause cause, Instant until) implements LicenseVerdict {}

  record Expired(License license, Cause cause) implements LicenseVerdict {}

  record NotYetValid(License license, Instant from) implements LicenseVerdict {}

  /// Bound to another device.
  record WrongDevice(License license) implements LicenseVerdict {}

  record ClockRolledBack(License license, Instant mark) implements LicenseVerdict {}

  /// Not signed by a key that may sign licenses, or altered.
  record Forged() implements LicenseVerdict {}

  /// True if the features of the license may be used.
  default boolean isUsable() {
    return this instanceof Active || this instanceof Grace;
  }
}
