package com.optalocal.accounts.application.session;

import com.optalocal.accounts.application.device.InMemoryDeviceIdentity;

final class InMemoryAccountRecordTest extends AccountRecordContract {
  @Override
  protected Machine freshMachine() {
    InMemorySessionCustody custody = new InMemorySessionCustody();
    InMemoryDeviceIdentity identity = new InMemoryDeviceIdentity();
    return new Machine(new InMemoryAccountRecord(custody, identity), custody, identity);
  }
}
