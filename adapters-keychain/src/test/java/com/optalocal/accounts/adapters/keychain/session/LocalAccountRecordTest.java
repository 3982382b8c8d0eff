package com.optalocal.accounts.adapters.keychain.session;

import com.optalocal.accounts.adapters.keychain.TestMachine;
import com.optalocal.accounts.application.session.AccountRecordContract;
import com.optalocal.accounts.domain.device.Custody;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// [AccountFile] as the command line reads it, and [LocalSessionCustody] as the daemon does.
final class LocalAccountRecordTest {
  @TempDir Path home;

  private TestMachine.Running start() {
    return new TestMachine(home.resolve("opta")).start(Custody.PLAIN_FILE);
  }

  @Nested
  final class OfTheFile extends AccountRecordContract {
    @Override
    protected Machine freshMachine() {
      TestMachine.Running process = start();
      return machine(process.accountFile(), process);
    }

    private Machine machine(AccountFile record, TestMachine.Running process) {
      return new Machine(record, process.session(), process.identity());
    }
  }

  @Nested
  final class OfTheCustody extends AccountRecordContract {
    @Override
    protected Machine freshMachine() {
      TestMachine.Running process = start();
      return machine(process.session(), process);
    }

    private Machine machine(LocalSessionCustody record, TestMachine.Running process) {
      return new Machine(record, record, process.identity());
    }
  }
}
