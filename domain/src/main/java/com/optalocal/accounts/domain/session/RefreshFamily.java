package com.optalocal.accounts.domain.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The rule for using a refresh token: each rotates once; a replay within 10 s gets the same
/// successor again (two commands raced, an answer was lost); a later replay is theft and ends the
/// family, which is the session.
public final class RefreshFamily {
  public static final Duration REUSE_INTERVAL = Duration.ofSeconds(10);

  private RefreshFamily() {}

  public sealed interface Verdict {
    /// Make a successor, then mark the presented token used.
    record Rotate() implements Verdict {}

    /// Hand out the existing successor again.
    record Repeat() implements Verdict {}

    /// End the session: somebody holds an old token.
    record Reused() implements Verdict {}
  }

  public static Verdict judge(Optional<Instant> usedAt, Instant now) {
    if (usedAt.isEmpty()) {
      return new Verdict.Rotate();
    }
    return now.isAfter(usedAt.get().plus(REUSE_INTERVAL))
        ? new Verdict.Reused()
        : new Verdict.Repeat();
  }
}
