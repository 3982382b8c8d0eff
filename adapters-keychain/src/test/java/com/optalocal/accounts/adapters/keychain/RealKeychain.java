package com.optalocal.accounts.adapters.keychain;

import com.optalocal.accounts.adapters.keychain.vault.OsKeychain;
import com.optalocal.accounts.application.CustodyUnavailable;
import com.optalocal.accounts.application.device.DeviceIdentity;
import com.optalocal.accounts.application.device.DeviceIdentityContract;
import com.optalocal.accounts.application.session.CustodyChoice.Choice;
import com.optalocal.accounts.application.session.CustodyChoice.KeychainState;
import com.optalocal.accounts.application.session.InMemoryCustodyChoice;
import com.optalocal.accounts.application.session.SessionCustody;
import com.optalocal.accounts.application.session.SessionCustodyContract;
import com.optalocal.accounts.application.vault.Keychain;
import com.optalocal.accounts.application.vault.KeychainContract;
import com.optalocal.accounts.domain.device.Custody;
import com.optalocal.accounts.domain.vault.SecretName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// The contracts over the keychain of whatever session this runs in; [RunContracts] runs them.
final class RealKeychain {
  /// Private, so that no test run takes them for tests of its own.
  static final String[] CONTRACTS = {
    Items.class.getName(), Session.class.getName(), Devices.class.getName()
  };

  private static final AtomicInteger HOMES = new AtomicInteger();

  private RealKeychain() {}

  /// Another service for each, so that no test meets another's entries.
  private static OsKeyring keyring(Path home) {
    return new OsKeyring(
        OsKeyring.service(home, Path.of("/"), ""), OsKeyring.PATIENCE, InstantSource.system());
  }

  private static Path freshHome() {
    try {
      Path home = Path.of(System.getenv("HOME"), "opta" + HOMES.incrementAndGet());
      return Files.createDirectories(home.getParent()).resolve(home.getFileName());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Items extends KeychainContract {
    @Override
    protected Keychain emptyKeychain() {
      InMemoryCustodyChoice choice = new InMemoryCustodyChoice(KeychainState.AVAILABLE);
      choice.choose(new Choice(Custody.KEYCHAIN, true), Optional.empty());
      Keychain keychain = new OsKeychain(keyring(freshHome()), choice);
      for (String name : new String[] {"A", "B", "C", "D", "E"}) {
        keychain.put(new SecretName(name), value("beside the others"));
      }
      return keychain;
    }
  }

  private static final class Session extends SessionCustodyContract {
    private final Path home = freshHome();

    @Override
    protected SessionCustody emptyCustody() {
      return start(home).session();
    }

    @Override
    protected SessionCustody reopened(SessionCustody custody) {
      return emptyCustody();
    }
  }

  private static final class Devices extends DeviceIdentityContract {
    private final Path home = freshHome();

    @Override
    protected Custody custody() {
      return Custody.KEYCHAIN;
    }

    @Override
    protected DeviceIdentity emptyIdentity() {
      return start(home).identity();
    }

    @Override
    protected DeviceIdentity reopened(DeviceIdentity identity) {
      return emptyIdentity();
    }

    @Override
    protected DeviceIdentity emptyIdentityUnderMemory() {
      TestMachine machine = new TestMachine(home);
      return TestMachine.choose(machine.start(keyring(home)), Custody.MEMORY).identity();
    }
  }

  private static TestMachine.Running start(Path home) {
    return TestMachine.choose(new TestMachine(home).start(keyring(home)), Custody.KEYCHAIN);
  }

  /// Prints what [OsKeyring#state] says, and how many milliseconds it took to say so.
  static final class State {
    private State() {}

    public static void main(String[] args) {
      try (OsKeyring keyring = keyring(Path.of(System.getenv("HOME")))) {
        long before = System.nanoTime();
        KeychainState state = keyring.state();
        System.out.println(state.code() + " " + (System.nanoTime() - before) / 1_000_000);
      }
    }
  }

  /// Keeps an entry, has the keyring locked behind its back by the command that it was given, and
  /// prints what reading and writing do then.
  static final class LockedMeanwhile {
    private LockedMeanwhile() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      try (OsKeyring keyring = keyring(Path.of(System.getenv("HOME")))) {
        keyring.put("session", "kept");
        System.out.println(keyring.get("session").orElseThrow());
        int locked = new ProcessBuilder(args).start().waitFor();
        System.out.println("lock " + locked);
        tell("session", () -> keyring.get("session").orElse("empty"));
        tell("nothing", () -> keyring.get("nothing").orElse("empty"));
        tell(
            "put",
            () -> {
              keyring.put("session", "other");
              return "done";
            });
      }
      System.exit(0); // a prompt that nobody can answer still waits
    }

    private static void tell(String what, Supplier<String> call) {
      try {
        System.out.println(what + " " + call.get());
      } catch (CustodyUnavailable e) {
        System.out.println(what + " " + e.reason().code());
      }
    }
  }
}
