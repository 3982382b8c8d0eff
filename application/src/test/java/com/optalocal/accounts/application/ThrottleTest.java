package com.optalocal.accounts.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private final MovableClock clock = new MovableClock();
  private final Throttle throttle = new Throttle(new Pace(2, Duration.ofSeconds(60)), clock);

  @Test
  void each_has_their_own_tries() {
    throttle.tryBy("a");
    throttle.tryBy("a");

    assertThat(throttle.tryBy("a")).contains(Duration.ofSeconds(30));
    assertThat(throttle.tryBy("b")).isEmpty();

    clock.advance(Duration.ofSeconds(30));
    assertThat(throttle.tryBy("a")).isEmpty();
  }

  @Test
  void who_is_forgotten_begins_anew() {
    throttle.tryBy("a");
    throttle.tryBy("a");
    throttle.forget("a");

    assertThat(throttle.tryBy("a")).isEmpty();
  }

  @Test
  void a_flood_of_names_takes_bounded_memory_and_pushes_out_the_oldest_first() {
    throttle.tryBy("old");
    throttle.tryBy("old");
    for (int i = 0; i < (1 << 16) - 1; i++) {
      throttle.tryBy("name-" + i);
    }
    assertThat(throttle.tryBy("old")).isPresent();
    throttle.tryBy("one-more");
    throttle.tryBy("and-another");
    assertThat(throttle.tryBy("old")).isPresent(); // looked at a moment ago
    for (int i = 0; i < (1 << 16); i++) {
      throttle.tryBy("other-" + i);
    }
    assertThat(throttle.tryBy("old")).isEmpty();
  }

  @Test
  void of_many_at_once_no_more_pass_than_may() throws Exception {
    int passed = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> tries = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        tries.add(threads.submit(() -> throttle.tryBy("a").isEmpty()));
      }
      for (Future<Boolean> one : tries) {
        passed += one.get() ? 1 : 0;
      }
    }
    assertThat(passed).isEqualTo(2);
  }
}
