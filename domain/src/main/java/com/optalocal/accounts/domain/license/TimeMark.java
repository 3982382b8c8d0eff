package com.optalocal.accounts.domain.license;

import java.time.Duration;
import java.time.Instant;

/// The latest time that this machine is known to have lived through, and when it last heard a time
/// signed for it. Turning the clock back further than five minutes behind it is noticed.
///
/// A restored snapshot of the whole machine defeats this: it is evidence of entitlement, not DRM.
public record TimeMark(Instant highest, Instant lastContact) {
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  /// The mark after a contact: a time that was signed over this machine's own fresh nonce sets the
  /// mark, even lower, so that one wrong clock does not end a license for ever.
  public static TimeMark ofContact(Instant signedTime) {
    return new TimeMark(signedTime, signedTime);
  }

  /// The mark once the clock has shown `now`; never lower.
  public TimeMark seen(Instant now) {
    return now.isAfter(highest) ? new TimeMark(now, lastContact) : this;
  }

  /// True if `now` lies further behind than clocks are wrong by accident.
  public boolean isRolledBack(Instant now) {
    return now.isBefore(highest.minus(TOLERANCE));
  }

  /// The time to judge by: the clock's, or the mark's where the clock is a little behind.
  public Instant effective(Instant now) {
    return now.isAfter(highest) ? now : highest;
  }
}
