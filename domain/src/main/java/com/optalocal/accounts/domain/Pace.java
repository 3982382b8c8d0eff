package com.optalocal.accounts.domain;

import java.time.Duration;
import java.time.Instant;

/// How often something may be tried: `burst` times at once, and after that once for every `per /
/// burst` that passes (GCRA, the leaky bucket as a meter, ITU-T I.371).
///
/// The state of one who tries is a single instant, when their bucket will be empty again; somebody
/// new has any instant that is over.
public record Pace(int burst, Duration per) {
  public Pace {
    if (burst < 1 || per.isNegative() || per.isZero()) {
      throw new IllegalArgumentException("a pace allows one try or more in some time");
    }
  }

  /// What becomes of one try.
  public sealed interface Verdict {
    /// It may go on; `state` is kept for the next.
    record Allowed(Instant state) implements Verdict {}

    /// It comes too early and changes nothing.
    record TooEarly(Duration delay) implements Verdict {}
  }

  /// Judges a try at `now` by somebody whose state is `state`. A clock that was set back never
  /// makes anybody wait longer than `per`.
  public Verdict judge(Instant state, Instant now) {
    Duration each = per.dividedBy(burst);
    Instant emptyAt = state.isBefore(now) || state.isAfter(now.plus(per)) ? now : state;
    Instant next = emptyAt.plus(each);
    Duration excess = Duration.between(now.plus(per), next);
    return excess.isPositive() ? new Verdict.TooEarly(excess) : new Verdict.Allowed(next);
  }
}
