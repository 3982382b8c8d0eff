package com.optalocal.accounts.application.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.optalocal.accounts.domain.UserId;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.device.EnrolledDevice;
import com.optalocal.accounts.domain.device.PublicKeys;
import com.optalocal.accounts.domain.device.crypto.DeviceKeys;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [DeviceIdentity] keeps to.
public abstract class DeviceIdentityContract {
  private static final UserId ANA = new UserId("0f8fad5b-d9cb-469f-a165-70867728950e");
  private static final UserId BEN = new UserId("user/../123?#:%00");

  /// An identity under [#custody], with nothing enrolled.
  protected abstract DeviceIdentity emptyIdentity();

  /// The same identity as the next process finds it.
  protected DeviceIdentity reopened(DeviceIdentity identity) {
    return identity;
  }

  /// Anything but [Custody#MEMORY].
  protected Custody custody() {
    return DeviceSamples.CUSTODY;
  }

  @Test
  void nothing_is_enrolled_at_first() {
    DeviceIdentity identity = emptyIdentity();
    assertThat(identity.enrolled(ANA)).isEmpty();
    assertThat(identity.load(ANA)).isEmpty();
  }

  @Test
  void record_and_keys_come_back_as_they_were_kept() {
    DeviceIdentity identity = emptyIdentity();
    EnrolledDevice device = keep(identity, ANA, 1);
    assertThat(identity.enrolled(ANA)).contains(device);
    assertThat(publicKeys(identity, ANA)).contains(DeviceSamples.keys(1).publicKeys());
    DeviceIdentity next = reopened(identity);
    assertThat(next.enrolled(ANA)).contains(device);
    assertThat(publicKeys(next, ANA)).contains(DeviceSamples.keys(1).publicKeys());
  }

  @Test
  void wiping_what_was_handed_over_or_lent_leaves_the_kept_keys_alone() {
    DeviceIdentity identity = emptyIdentity();
    keep(identity, ANA, 1);
    identity.load(ANA).orElseThrow().close();
    try (DeviceKeys keys = identity.load(ANA).orElseThrow();
        DeviceKeys expected = DeviceSamples.keys(1)) {
      assertThat(keys.export().constantTimeEquals(expected.export())).isTrue();
    }
  }

  @Test
  void users_of_one_machine_are_kept_apart() {
    DeviceIdentity identity = emptyIdentity();
    EnrolledDevice first = keep(identity, ANA, 1);
    EnrolledDevice second = keep(identity, BEN, 2);
    identity.forget(ANA);
    assertThat(identity.enrolled(ANA)).isEmpty();
    assertThat(identity.load(ANA)).isEmpty();
    assertThat(reopened(identity).enrolled(BEN)).contains(second).isNotEqualTo(Optional.of(first));
    assertThat(publicKeys(reopened(identity), BEN)).contains(DeviceSamples.keys(2).publicKeys());
  }

  @Test
  void keeping_again_replaces_record_and_keys_together() {
    DeviceIdentity identity = emptyIdentity();
    keep(identity, ANA, 1);
    EnrolledDevice second = keep(identity, ANA, 2);
    assertThat(reopened(identity).enrolled(ANA)).contains(second);
    assertThat(publicKeys(reopened(identity), ANA)).contains(DeviceSamples.keys(2).publicKeys());
  }

  @Test
  void forgetting_may_be_repeated() {
    DeviceIdentity identity = emptyIdentity();
    identity.forget(ANA);
    keep(identity, ANA, 1);
    identity.forget(ANA);
    identity.forget(ANA);
    assertThat(reopened(identity).enrolled(ANA)).isEmpty();
    assertThat(reopened(identity).load(ANA)).isEmpty();
  }

  @Test
  void memory_custody_enrolls_nothing() {
    DeviceIdentity identity = emptyIdentityUnderMemory();
    try (DeviceKeys keys = DeviceSamples.keys(1)) {
      identity.keep(ANA, DeviceSamples.enrolled(keys, Custody.MEMORY), keys);
    }
    assertThat(identity.enrolled(ANA)).isEmpty();
    assertThat(identity.load(ANA)).isEmpty();
  }

  /// An identity for which [Custody#MEMORY] was chosen.
  protected abstract DeviceIdentity emptyIdentityUnderMemory();

  private EnrolledDevice keep(DeviceIdentity identity, UserId user, long seed) {
    try (DeviceKeys keys = DeviceSamples.keys(seed)) {
      EnrolledDevice device = DeviceSamples.enrolled(keys, custody());
      identity.keep(user, device, keys);
      return device;
    }
  }

  private static Optional<PublicKeys> publicKeys(DeviceIdentity identity, UserId user) {
    return identity
        .load(user)
        .map(keys -> {
          try (keys) {
            return keys.publicKeys();
          }
        });
  }
}
