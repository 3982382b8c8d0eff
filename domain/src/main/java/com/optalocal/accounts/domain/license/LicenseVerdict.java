package com.optalocal.accounts.domain.license;

import java.time.Duration;
import java.time.Instant;

/// What a license is worth on this device at this moment.
public sealed interface LicenseVerdict {
  /// Why a license stops working.
  enum Cause {
    /// Its term is over.
    TERM("term"),
    /// The device has been without contact for longer than the license's air gap, or what it knows
    /// of its last contact is missing or altered.
    AIR_GAP("air-gap"),
    /// The list of keys that vouches for its signature is over.
    KEYS("keys"),
    /// It was not among the licenses that stood at the last contact.
    REVOKED("revoked");

    private final String code;

    Cause(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
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

  /// The clock is more than five minutes behind `mark`.
  record ClockRolledBack(License license, Instant mark) implements LicenseVerdict {}

  /// Not signed by a key that may sign such a license, altered, or none at all.
  record Forged() implements LicenseVerdict {}

  /// True if the features of the license may be used.
  default boolean isUsable() {
    return this instanceof Active || this instanceof Grace;
  }

  /// The word that programs get, as in `active`.
  default String code() {
    return switch (this) {
      case Active _ -> "active";
      case Grace _ -> "grace";
      case Expired _ -> "expired";
      case NotYetValid _ -> "not-yet-valid";
      case WrongDevice _ -> "wrong-device";
      case ClockRolledBack _ -> "clock-rolled-back";
      case Forged _ -> "forged";
    };
  }
}
