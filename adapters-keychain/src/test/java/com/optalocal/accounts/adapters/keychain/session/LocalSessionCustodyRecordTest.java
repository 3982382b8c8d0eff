package com.optalocal.accounts.adapters.keychain.session;

import com.optalocal.accounts.adapters.keychain.TestMachine;
import com.optalocal.accounts.application.session.AccountRecordContract;
import com.optalocal.accounts.domain.device.Custody;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// [LocalSessionCustody] as the record that the daemon reads.
final class LocalSessionCustodyRecordTest extends AccountRecordContract {
  @TempDir Path home;

  @Override
  protected Machine freshMachine() {
    TestMachine.Running daemon = new TestMachine(home.resolve("opta")).start(Custody.PLAIN_FILE);
    return new Machine(daemon.session(), daemon.session(), daemon.identity());
  }
}
