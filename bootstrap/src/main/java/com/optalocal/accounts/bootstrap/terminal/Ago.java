package com.optalocal.accounts.bootstrap.terminal;

import java.time.Duration;
import java.time.Instant;

/// Times as people say them.
public final class Ago {
  private Ago() {}

  /// How long ago `then` was, in its largest unit.
  public static String of(Instant then) {
    return of(then, Instant.now());
  }

  static String of(Instant then, Instant now) {
    Duration passed = Duration.between(then, now);
    if (passed.toMinutes() < 1) {
      return "just now";
    }
    if (passed.toHours() < 1) {
      return passed.toMinutes() + " min ago";
    }
    if (passed.toDays() < 1) {
      return passed.toHours() + " h ago";
    }
    return passed.toDays() == 1 ? "1 day ago" : passed.toDays() + " days ago";
  }
}
