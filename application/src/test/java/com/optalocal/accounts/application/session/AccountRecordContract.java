package com.optalocal.accounts.application.session;

import static com.optalocal.accounts.application.session.SessionSamples.ANA;
import static com.optalocal.accounts.application.session.SessionSamples.BEN;
import static com.optalocal.accounts.application.session.SessionSamples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.device.DeviceSamples;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import com.optalocal.accounts.domain.organization.ProjectRef;
import com.optalocal.accounts.domain.session.AccountSummary;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [AccountRecord] shows of what the custody and the device identity beside it keep.
public abstract class AccountRecordContract {
  /// The three of one machine.
  public record Machine(AccountRecord record, SessionCustody custody, DeviceIdentity identity) {}

  protected abstract Machine freshMachine();

  @Test
  void nobody_is_signed_in_at_first() {
    assertThat(freshMachine().record().read()).isEmpty();
  }

  @Test
  void it_shows_the_session_that_was_kept() {
    Machine machine = freshMachine();
    machine.custody().keep(SessionSamples.of(ANA, "one"));
    assertThat(machine.record().read())
        .contains(
            new AccountSummary(
                new ProjectRef("cytjsmezydytbmjrolyz"),
                ANA,
                NOW.plusSeconds(3600),
                NOW.plusSeconds(1),
                Optional.empty()));
  }

  @Test
  void it_names_the_device_once_it_is_enrolled() {
    Machine machine = freshMachine();
    machine.custody().keep(SessionSamples.of(ANA, "one"));
    enroll(machine);
    assertThat(deviceShown(machine)).isTrue();
    machine.custody().keep(SessionSamples.of(ANA, "two"));
    assertThat(deviceShown(machine)).isTrue();
    machine.identity().forget(ANA.id());
    assertThat(deviceShown(machine)).isFalse();
  }

  @Test
  void it_does_not_show_another_users_device() {
    Machine machine = freshMachine();
    enroll(machine);
    machine.custody().keep(SessionSamples.of(BEN, "one"));
    assertThat(deviceShown(machine)).isFalse();
    machine.custody().keep(SessionSamples.of(ANA, "one"));
    assertThat(deviceShown(machine)).isTrue();
  }

  @Test
  void it_is_empty_once_the_session_is_forgotten() {
    Machine machine = freshMachine();
    machine.custody().keep(SessionSamples.of(ANA, "one"));
    machine.custody().forget();
    assertThat(machine.record().read()).isEmpty();
  }

  private static void enroll(Machine machine) {
    try (DeviceKeys keys = DeviceSamples.keys(1)) {
      machine.identity().keep(ANA.id(), DeviceSamples.enrolled(keys, DeviceSamples.CUSTODY), keys);
    }
  }

  private static boolean deviceShown(Machine machine) {
    return machine.record().read().orElseThrow().device().isPresent();
  }
}
