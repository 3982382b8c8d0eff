package com.optalocal.accounts.domain.license;

import com.optalocal.accounts.domain.note.NoteFields;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/// What a device may not forget about an authority: the latest time that it is known to have lived
/// through, when it last heard a time signed for it, the version of the key list, and which
/// licenses stood then. Turning the clock back further than five minutes behind `highest` is
/// noticed.
///
/// A restored snapshot of the whole machine defeats this: it is evidence of entitlement, not DRM.
public record TimeMark(
    Instant highest, Instant lastContact, long keysVersion, SortedSet<LicenseId> licenses) {
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  public TimeMark {
    highest = NoteFields.wholeSeconds(highest);
    lastContact = NoteFields.wholeSeconds(lastContact);
    licenses = Collections.unmodifiableSortedSet(new TreeSet<>(licenses));
  }

  /// The mark after a contact: a time that was signed over this device's own fresh nonce sets the
  /// mark, even lower, so that one wrong clock does not end a license for ever.
  public static TimeMark of(LicenseContact contact, LicenseKeys keys) {
    return new TimeMark(contact.time(), contact.time(), keys.version(), contact.licenses());
  }

  /// The mark once the clock has shown `now`; never lower.
  public TimeMark seen(Instant now) {
    return now.isAfter(highest) ? new TimeMark(now, lastContact, keysVersion, licenses) : this;
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
