package com.optalocal.accounts.adapters.keychain.device;

import static com.optalocal.accounts.application.session.SessionSamples.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.adapters.keychain.FakeOsKeychain;
import com.optalocal.accounts.adapters.keychain.TestMachine;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.device.DeviceIdentityContract;
import com.optalocal.accounts.application.device.DeviceSamples;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalDeviceIdentityTest {
  @TempDir Path home;
  private TestMachine machine;

  @BeforeEach
  void machine() {
    machine = new TestMachine(home.resolve("opta"));
  }

  private LocalDeviceIdentity start(Custody custody) {
    return machine.start(custody).identity();
  }

  abstract class Contract extends DeviceIdentityContract {
    @Override
    protected DeviceIdentity reopened(DeviceIdentity identity) {
      return start(custody());
    }

    @Override
    protected DeviceIdentity emptyIdentityUnderMemory() {
      return start(Custody.MEMORY);
    }
  }

  @Nested
  final class UnderKeychain extends Contract {
    @Override
    protected Custody custody() {
      return Custody.KEYCHAIN;
    }

    @Override
    protected LocalDeviceIdentity emptyIdentity() {
      return start(Custody.KEYCHAIN);
    }
  }

  @Nested
  final class UnderPassphraseFile extends Contract {
    @Override
    protected Custody custody() {
      return Custody.PASSPHRASE_FILE;
    }

    @Override
    protected LocalDeviceIdentity emptyIdentity() {
      return start(Custody.PASSPHRASE_FILE);
    }
  }

  @Nested
  final class UnderPlainFile extends Contract {
    @Override
    protected Custody custody() {
      return Custody.PLAIN_FILE;
    }

    @Override
    protected LocalDeviceIdentity emptyIdentity() {
      return start(Custody.PLAIN_FILE);
    }
  }

  @Test
  void memory_leaves_nothing_on_the_disk() throws IOException {
    DeviceIdentity identity = machine.start(Custody.MEMORY).identity();
    keep(identity, 1, Custody.MEMORY);
    identity.forget(ANA.id());
    try (Stream<Path> files = Files.walk(home)) {
      assertThat(files).containsExactly(home);
    }
  }

  @Test
  void the_record_needs_no_unlocked_custody_and_the_keys_do() {
    EnrolledDevice device = keep(machine.start(Custody.KEYCHAIN).identity(), 1, Custody.KEYCHAIN);
    machine.keychain().become(FakeOsKeychain.Mood.LOOKS_EMPTY);
    DeviceIdentity locked = machine.start().identity();
    assertThat(locked.enrolled(ANA.id())).contains(device);
    assertThatThrownBy(() -> locked.load(ANA.id()))
        .isInstanceOfSatisfying(
            CustodyUnavailable.class,
            e -> assertThat(e.reason()).isEqualTo(CustodyUnavailable.Reason.LOCKED));
  }

  @Test
  void new_keys_that_cannot_be_kept_leave_the_old_ones() {
    DeviceIdentity identity = machine.start(Custody.KEYCHAIN).identity();
    EnrolledDevice first = keep(identity, 1, Custody.KEYCHAIN);
    machine.keychain().become(FakeOsKeychain.Mood.READ_ONLY);
    assertThatThrownBy(() -> keep(identity, 2, Custody.KEYCHAIN))
        .isInstanceOf(CustodyUnavailable.class);
    machine.keychain().become(FakeOsKeychain.Mood.FINE);
    assertThat(identity.enrolled(ANA.id())).contains(first);
    try (DeviceKeys kept = identity.load(ANA.id()).orElseThrow();
        DeviceKeys expected = DeviceSamples.keys(1)) {
      assertThat(kept.publicKeys()).isEqualTo(expected.publicKeys());
    }
  }

  @Test
  void replaced_and_forgotten_keys_leave_no_entry_behind() {
    DeviceIdentity identity = machine.start(Custody.KEYCHAIN).identity();
    keep(identity, 1, Custody.KEYCHAIN);
    keep(identity, 2, Custody.KEYCHAIN);
    assertThat(machine.keychain().entries()).hasSize(2).containsKey("opta ready");
    identity.forget(ANA.id());
    assertThat(machine.keychain().entries()).containsOnlyKeys("opta ready");
  }

  @Test
  void a_device_of_another_custody_than_the_chosen_one_is_a_bug() {
    DeviceIdentity identity = machine.start(Custody.PLAIN_FILE).identity();
    assertThatThrownBy(() -> keep(identity, 1, Custody.KEYCHAIN))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void keys_that_are_no_keys_are_damaged() {
    keep(machine.start(Custody.KEYCHAIN).identity(), 1, Custody.KEYCHAIN);
    machine.keychain().entries().replaceAll((name, text) -> "not 64 bytes");
    assertThatThrownBy(() -> machine.start().identity().load(ANA.id()))
        .isInstanceOfSatisfying(
            CustodyUnavailable.class,
            e -> assertThat(e.reason()).isEqualTo(CustodyUnavailable.Reason.DAMAGED));
  }

  private static EnrolledDevice keep(DeviceIdentity identity, long seed, Custody custody) {
    try (DeviceKeys keys = DeviceSamples.keys(seed)) {
      EnrolledDevice device = DeviceSamples.enrolled(keys, custody);
      identity.keep(ANA.id(), device, keys);
      return device;
    }
  }
}
