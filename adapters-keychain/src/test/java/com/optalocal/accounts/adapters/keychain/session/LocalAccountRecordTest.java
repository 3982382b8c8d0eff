package com.optalocal.accounts.adapters.keychain.session;

import com.optalocal.accounts.adapters.keychain.TestMachine;
import com.optalocal.accounts.application.session.AccountRecord;
import com.optalocal.accounts.application.session.AccountRecordContract;
import com.optalocal.accounts.domain.device.Custody;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// [AccountFile] as the command line reads it, and [LocalSessionCustody] as the daemon does.
final class LocalAccountRecordTest {
  @TempDir Path home;

  private AccountRecordContract.Machine machine(
      Function<TestMachine.Running, AccountRecord> record) {
    TestMachine machine = new TestMachine(home.resolve("opta"));
    TestMachine.Running process = machine.start(Custody.PLAIN_FILE);
    return new AccountRecordContract.Machine(
        record.apply(process), process.session(), process.identity());
  }

  @Nested
  final class OfTheFile extends AccountRecordContract {
    @Override
    protected Machine freshMachine() {
      return machine(TestMachine.Running::accountFile);
    }
  }

  @Nested
  final class OfTheCustody extends AccountRecordContract {
    @Override
    protected Machine freshMachine() {
      return machine(TestMachine.Running::session);
    }
  }
}
