package com.optalocal.accounts.adapters.http;

import com.optalocal.accounts.adapters.http.audit.AuditOperations;
import com.optalocal.accounts.adapters.http.device.DeviceOperations;
import com.optalocal.accounts.adapters.http.license.LicenseOperations;
import com.optalocal.accounts.adapters.http.license.LicenseShelfOperations;
import com.optalocal.accounts.adapters.http.session.AccountOperations;
import com.optalocal.accounts.adapters.http.session.LoginOperations;
import com.optalocal.accounts.adapters.http.vault.VaultOperations;
import com.optalocal.accounts.application.TestDevice;
import com.optalocal.accounts.application.policy.Authorize;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.MovableClock;
import com.optalocal.accounts.domain.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// A real daemon on a free port, for a device in memory, and its client.
public final class DaemonFixture implements AutoCloseable {
  public static final String VERSION = "0.1.0";
  public static final long PID = 4711;
  private static final BearerSecret TOKEN =
      BearerSecret.generate(new SeededRandom(77), "opta_tok_");

  private final Path folder;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final DaemonServer server;
  private final DaemonRendezvous rendezvous;

  public DaemonFixture(TestDevice device) {
    try {
      folder = Files.createTempDirectory("opta-daemon-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rendezvous = DaemonRendezvous.claim(folder).orElseThrow();
    server = new DaemonServer(operations(device), TOKEN, 0);
    server.start();
    rendezvous.publish(new DaemonAddress(server.port(), PID, MovableClock.START, TOKEN));
  }

  private Operations operations(TestDevice device) {
    return new Operations(
        new Authorize(),
        new DaemonOperations(
                new DaemonOperations.Self(VERSION, PID, MovableClock.START),
                device.showAccount(),
                device.live(),
                stopped::countDown)
            .all(),
        new AccountOperations(device.showAccount(), device.choice(), device.signOut()).all(),
        new LoginOperations(
                device.beginLogin(),
                device.signIn(),
                device.logIn(),
                device.join(),
                device.pull(),
                device.witness())
            .all(),
        new VaultOperations(
                device.showStanding(),
                device.sync(),
                device.listKeys(),
                device.addKey(),
                device.lease())
            .all(),
        new DeviceOperations(device.listDevices(), device.approve(), TestDevice.WORDS).all(),
        new AuditOperations(
                device.showAudit(),
                device.witness(),
                device.localEvents(),
                device.chooseWitnesses(),
                device.eraseAudit())
            .all(),
        new LicenseOperations(
                device.judgeLicenses(), device.refreshLicenses(), device.trustIssuer())
            .all(),
        new LicenseShelfOperations(device.session(), device.remoteLicenses()).all());
  }

  public Path folder() {
    return folder;
  }

  public int port() {
    return server.port();
  }

  /// What only the address file tells.
  public String token() {
    return TOKEN.reveal();
  }

  /// Opens once somebody has told the daemon to stop.
  public CountDownLatch stopped() {
    return stopped;
  }

  public DaemonClient client() {
    return client(folder);
  }

  public static DaemonClient client(Path folder) {
    return new DaemonClient(folder, new SeededRandom(78), Duration.ofSeconds(20));
  }

  @Override
  public void close() {
    server.close();
    rendezvous.close();
    deleteAll(folder);
  }

  static void deleteAll(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
