package com.optalocal.accounts.application.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {
  private final MovableClock clock = new MovableClock();
  private final SignInLimits limits = new SignInLimits(clock);

  @Test
  void ten_tries_from_one_place_and_then_one_a_minute() {
    for (int i = 0; i < 10; i++) {
      assertThat(limits.tryBy("ana@example.com", "192.0.2.1")).isEmpty();
    }
    assertThat(limits.tryBy(" ANA@example.com", "192.0.2.1")).contains(Duration.ofMinutes(1));
    assertThat(limits.tryBy("ben@example.com", "192.0.2.1")).isEmpty();
    assertThat(limits.tryBy("ana@example.com", "192.0.2.2")).isEmpty();

    clock.advance(Duration.ofMinutes(1));
    assertThat(limits.tryBy("ana@example.com", "192.0.2.1")).isEmpty();
  }

  @Test
  void a_right_password_makes_up_for_wrong_ones() {
    for (int i = 0; i < 9; i++) {
      limits.tryBy("ana@example.com", "192.0.2.1");
    }
    limits.succeeded("Ana@example.com", "192.0.2.1");

    for (int i = 0; i < 10; i++) {
      assertThat(limits.tryBy("ana@example.com", "192.0.2.1")).isEmpty();
    }
  }

  @Test
  void guessing_from_a_thousand_places_is_slowed_too() {
    int passed = 0;
    for (int i = 0; i < 1_000; i++) {
      passed += limits.tryBy("ana@example.com", "place " + i).isEmpty() ? 1 : 0;
    }
    assertThat(passed).isEqualTo(100);
  }
}
