package com.optalocal.accounts.application.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.device.JoinRequestId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

public abstract class JoinTriesContract {
  private static final Instant NOW = MovableClock.START;
  private static final JoinRequestId REQUEST = JoinRequestId.generate(new SeededRandom(51));
  private static final JoinRequestId OTHER = JoinRequestId.generate(new SeededRandom(52));

  /// An empty store.
  protected abstract JoinTries tries();

  @Test
  void nobody_has_tried_at_first() {
    assertThat(tries().wrong(REQUEST)).isZero();
  }

  @Test
  void each_wrong_try_counts_for_its_request_alone() {
    assertThat(tries().countWrong(REQUEST, NOW)).isEqualTo(1);
    assertThat(tries().countWrong(REQUEST, NOW.plusSeconds(1))).isEqualTo(2);
    assertThat(tries().countWrong(OTHER, NOW.plusSeconds(2))).isEqualTo(1);
    assertThat(tries().countWrong(REQUEST, NOW.plusSeconds(3))).isEqualTo(3);

    assertThat(tries().wrong(REQUEST)).isEqualTo(3);
    assertThat(tries().wrong(OTHER)).isEqualTo(1);
  }
}
