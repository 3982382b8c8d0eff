package com.optalocal.accounts.adapters.sqlite.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.adapters.sqlite.OpenDatabase;
import com.optalocal.accounts.application.device.JoinTries;
import com.optalocal.accounts.application.device.JoinTriesContract;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import com.optalocal.accounts.domain.device.JoinRequestId;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteJoinTriesTest extends JoinTriesContract {
  @RegisterExtension final OpenDatabase open = OpenDatabase.device();
  private final JoinRequestId request = JoinRequestId.generate(new SeededRandom(81));

  @Override
  protected JoinTries tries() {
    return new SqliteJoinTries(open.database());
  }

  @Test
  void counts_survive_a_restart() {
    tries().countWrong(request, MovableClock.START);
    tries().countWrong(request, MovableClock.START);

    open.restart();

    assertThat(tries().wrong(request)).isEqualTo(2);
  }

  @Test
  void counts_are_forgotten_once_the_request_is_long_over() {
    JoinRequestId later = JoinRequestId.generate(new SeededRandom(82));
    tries().countWrong(request, MovableClock.START);

    tries().countWrong(later, MovableClock.START.plus(Duration.ofDays(30)));
    assertThat(tries().wrong(request)).isEqualTo(1);

    tries().countWrong(later, MovableClock.START.plus(Duration.ofDays(31)));
    assertThat(tries().wrong(request)).isZero();
    assertThat(tries().wrong(later)).isEqualTo(2);
  }
}
