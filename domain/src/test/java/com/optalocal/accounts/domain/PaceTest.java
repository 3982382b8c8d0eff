package com.optalocal.accounts.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant NOW = MovableClock.START;
  private static final Pace PACE = new Pace(3, Duration.ofSeconds(30));

  private Instant state = Instant.EPOCH;

  @Test
  void a_burst_passes_and_then_one_for_each_share_of_the_time() {
    assertThat(isAllowed(NOW)).isTrue();
    assertThat(isAllowed(NOW)).isTrue();
    assertThat(isAllowed(NOW)).isTrue();
    assertThat(PACE.judge(state, NOW)).isEqualTo(new Pace.Verdict.TooEarly(Duration.ofSeconds(10)));
    assertThat(isAllowed(NOW.plusMillis(9_999))).isFalse();
    assertThat(isAllowed(NOW.plusSeconds(10))).isTrue();
    assertThat(isAllowed(NOW.plusSeconds(10))).isFalse();
  }

  @Test
  void who_waits_the_whole_time_has_the_whole_burst_again() {
    for (int i = 0; i < 3; i++) {
      isAllowed(NOW);
    }
    Instant later = NOW.plusSeconds(30);
    for (int i = 0; i < 3; i++) {
      assertThat(isAllowed(later)).isTrue();
    }
    assertThat(isAllowed(later)).isFalse();
  }

  @Test
  void a_clock_that_was_set_back_locks_nobody_out() {
    Instant future = NOW.plus(Duration.ofHours(2));
    for (int i = 0; i < 3; i++) {
      isAllowed(future);
    }

    assertThat(isAllowed(NOW)).isTrue();
  }

  @Test
  void in_no_window_of_the_time_pass_more_than_twice_the_burst() {
    Random random = new Random(20261122);
    for (int round = 0; round < 200; round++) {
      Pace pace = new Pace(1 + random.nextInt(20), Duration.ofMillis(100 + random.nextInt(5_000)));
      Instant own = Instant.EPOCH;
      Instant now = NOW;
      ArrayDeque<Instant> passed = new ArrayDeque<>();
      for (int i = 0; i < 300; i++) {
        now = now.plusMillis(random.nextInt(200));
        if (pace.judge(own, now) instanceof Pace.Verdict.Allowed(Instant next)) {
          own = next;
          passed.addLast(now);
        }
        while (!passed.isEmpty() && !passed.getFirst().isAfter(now.minus(pace.per()))) {
          passed.removeFirst();
        }
        assertThat(passed.size()).as("%s", pace).isLessThanOrEqualTo(2 * pace.burst());
      }
    }
  }

  @Test
  void who_waits_as_long_as_told_may_go_on() {
    Random random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      Instant at = NOW.plusMillis(random.nextInt(60_000));
      if (PACE.judge(state, at) instanceof Pace.Verdict.TooEarly(Duration delay)) {
        assertThat(PACE.judge(state, at.plus(delay))).isInstanceOf(Pace.Verdict.Allowed.class);
        assertThat(PACE.judge(state, at.plus(delay).minusNanos(1)))
            .isInstanceOf(Pace.Verdict.TooEarly.class);
      } else {
        isAllowed(at);
      }
    }
  }

  @Test
  void a_pace_that_allows_nothing_is_none() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(0, Duration.ofSeconds(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(1, Duration.ZERO));
  }

  private boolean isAllowed(Instant now) {
    if (PACE.judge(state, now) instanceof Pace.Verdict.Allowed(Instant next)) {
      state = next;
      return true;
    }
    return false;
  }
}
