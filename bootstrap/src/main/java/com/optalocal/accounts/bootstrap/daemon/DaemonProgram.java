package com.optalocal.accounts.bootstrap.daemon;

import com.optalocal.accounts.adapters.http.DaemonAddress;
import com.optalocal.accounts.adapters.http.DaemonOperations;
import com.optalocal.accounts.adapters.http.DaemonRendezvous;
import com.optalocal.accounts.adapters.http.DaemonServer;
import com.optalocal.accounts.adapters.http.Operations;
import com.optalocal.accounts.adapters.http.Upkeep;
import com.optalocal.accounts.application.policy.Authorize;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.bootstrap.home.SystemRandom;
import com.optalocal.accounts.bootstrap.home.Version;
import com.optalocal.accounts.bootstrap.server.StopSignal;
import com.optalocal.accounts.bootstrap.settings.Settings;
import com.optalocal.accounts.domain.BearerSecret;
import com.optalocal.accounts.domain.SecretBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The daemon from its lock to its end. One a home; it lives until it is told to stop.
final class DaemonProgram {
  private static final Duration SESSION_LOOK = Duration.ofMinutes(1);
  private static final Duration LICENSE_LOOK = Duration.ofMinutes(5);

  private final Home home;
  private final Settings settings;

  DaemonProgram(Home home, Settings settings) {
    this.home = home;
    this.settings = settings;
  }

  /// Runs until `daemon.stop` or a signal.
  ///
  /// @param passphrase for a passphrase-file; the caller closes it
  ExitCode run(Optional<SecretBytes> passphrase) throws InterruptedException {
    Optional<DaemonRendezvous> claimed = DaemonRendezvous.claim(home.runtime());
    if (claimed.isEmpty()) {
      throw new CommandFailed(
          ExitCode.CONFLICT,
          "already_running",
          "A daemon runs in this home already",
          "A home has one at a time",
          "See it: opta daemon status");
    }
    try (StopSignal stop = StopSignal.listen();
        DaemonRendezvous rendezvous = claimed.get();
        DaemonParts parts = new DaemonParts(home)) {
      parts.openCustody(settings, passphrase);
      serve(rendezvous, parts, stop);
      return ExitCode.OK;
    }
  }

  private static void serve(DaemonRendezvous rendezvous, DaemonParts parts, StopSignal stop)
      throws InterruptedException {
    Instant startedAt = Instant.now();
    long pid = ProcessHandle.current().pid();
    try (BearerSecret token = BearerSecret.generate(new SystemRandom(), "opta_tok_");
        DaemonServer server =
            new DaemonServer(
                new Operations(
                    new Authorize(),
                    new DaemonOperations(
                            new DaemonOperations.Self(Version.PROGRAM, pid, startedAt),
                            parts.showAccount(),
                            parts.live(),
                            stop::tell)
                        .all(),
                    parts.account().all(),
                    parts.login().all(),
                    parts.vault().all(),
                    parts.device().all(),
                    parts.audit().all(),
                    parts.license().all(),
                    parts.licenseShelf().all()),
                token,
                0)) {
      int port = server.start();
      rendezvous.publish(new DaemonAddress(port, pid, startedAt, token));
      try (Upkeep _ = Upkeep.start("session", SESSION_LOOK, parts.keepSession()::look);
          Upkeep _ = Upkeep.start("licenses", LICENSE_LOOK, parts.keepLicensesFresh()::look)) {
        stop.await();
      }
    }
  }
}
