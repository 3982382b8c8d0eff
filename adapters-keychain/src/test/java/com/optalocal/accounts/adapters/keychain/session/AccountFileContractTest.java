package com.optalocal.accounts.adapters.keychain.session;

import com.optalocal.accounts.adapters.keychain.TestMachine;
import com.optalocal.accounts.application.session.AccountRecordContract;
import com.optalocal.accounts.domain.device.Custody;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// [AccountFile] as the command line reads it, beside what the daemon keeps.
final class AccountFileContractTest extends AccountRecordContract {
  @TempDir Path home;

  @Override
  protected Machine freshMachine() {
    TestMachine machine = new TestMachine(home.resolve("opta"));
    TestMachine.Running daemon = machine.start(Custody.PLAIN_FILE);
    return new Machine(machine.start().accountFile(), daemon.session(), daemon.identity());
  }
}
