package com.optalocal.accounts.application.device;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.domain.UserId;
import org.junit.jupiter.api.Test;

final class InMemoryDeviceIdentityTest extends DeviceIdentityContract {
  @Override
  protected DeviceIdentity emptyIdentity() {
    return new InMemoryDeviceIdentity();
  }

  @Override
  protected DeviceIdentity emptyIdentityUnderMemory() {
    return new InMemoryDeviceIdentity();
  }

  @Test
  void it_can_be_told_to_be_locked() {
    InMemoryDeviceIdentity identity = new InMemoryDeviceIdentity();
    identity.fail(CustodyUnavailable.Reason.LOCKED);
    assertThatThrownBy(() -> identity.load(new UserId("ana")))
        .isInstanceOf(CustodyUnavailable.class);
  }
}
