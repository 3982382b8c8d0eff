package com.optalocal.accounts.application;

import com.optalocal.accounts.domain.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Keeps each of many from trying too often. Remembers the 65,536 who tried last, and nothing
/// across a restart. Thread-safe; one short lock, no waiting.
public final class Throttle {
  private static final int MOST = 1 << 16;

  private final Pace pace;
  private final InstantSource clock;
  private final Map<String, Instant> states =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST;
        }
      };

  public Throttle(Pace pace, InstantSource clock) {
    this.pace = pace;
    this.clock = clock;
  }

  /// Counts a try of `who`: empty if it may go on, else how long they should wait.
  public Optional<Duration> tryBy(String who) {
    Instant now = clock.instant();
    synchronized (states) {
      return switch (pace.judge(states.getOrDefault(who, Instant.EPOCH), now)) {
        case Pace.Verdict.Allowed(Instant state) -> {
          states.put(who, state);
          yield Optional.empty();
        }
        case Pace.Verdict.TooEarly(Duration delay) -> Optional.of(delay);
      };
    }
  }

  /// Forgets the tries of `who`, as after one that succeeded.
  public void forget(String who) {
    synchronized (states) {
      states.remove(who);
    }
  }
}
