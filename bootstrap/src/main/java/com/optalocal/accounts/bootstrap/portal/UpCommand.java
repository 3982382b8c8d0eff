package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.server.ServerLog;
import com.optalocal.accounts.bootstrap.server.StopSignal;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// `opta up`: a portal on this machine, and this machine's daemon beside it. This process is the
/// portal; the daemon is one of its own, because the portal never holds an opened key.
///
/// `opta portal start` is the same without the daemon.
public final class UpCommand implements Command {
  private final boolean withDaemon;

  private UpCommand(boolean withDaemon) {
    this.withDaemon = withDaemon;
  }

  public static UpCommand portalAndDaemon() {
    return new UpCommand(true);
  }

  public static UpCommand portalAlone() {
    return new UpCommand(false);
  }

  @Override
  public Usage usage() {
    Usage usage =
        withDaemon
            ? Usage.of("Start a portal and the daemon on this machine")
                .flag("--no-daemon", "start the portal alone")
                .withoutJson()
                .example("opta up")
            : Usage.of("Start a portal on this machine").example("opta portal start --port 8080");
    return usage
        .about("Stays in the foreground; Ctrl-C stops it. Data lies under ~/.local/share/opta.")
        .option("--port", "PORT", "listen here; 7410 by default, or the next free one");
  }

  @Override
  public ExitCode run(Invocation call) throws InterruptedException {
    Instant began = Instant.now();
    PortalStart start = new PortalStart(call);
    Optional<PortalLock> claimed = PortalLock.claim(start.folder());
    if (claimed.isEmpty()) {
      return alreadyUp(call.terminal(), start);
    }
    try (StopSignal stop = StopSignal.listen();
        PortalLock lock = claimed.get();
        DaemonBeside daemon = startDaemon(call)) {
      ServerLog.toFile(call.home().state(), "portal");
      try (PortalProgram portal = start.open()) {
        PortalUrl url = start.listen(portal);
        lock.describe(url + " " + ProcessHandle.current().pid());
        Terminal terminal = call.terminal();
        terminal.done("The portal is ready: " + terminal.copyable(url.value()));
        daemon.report(terminal);
        greet(terminal, portal, url, Duration.between(began, Instant.now()));
        terminal.json(ready(portal, url));
        terminal.flush();
        stop.await();
        terminal.blank();
        terminal.step("Stopping");
        terminal.flush();
      }
    }
    return ExitCode.OK;
  }

  private static ExitCode alreadyUp(Terminal terminal, PortalStart start) {
    String where =
        PortalLock.holder(start.folder())
            .map(line -> line.split(" ", 2))
            .map(parts -> ": " + parts[0] + (parts.length > 1 ? ", process " + parts[1] : ""))
            .orElse("");
    terminal.done("It runs already" + where);
    terminal.json(JsonValue.fields().put("ok", true).put("alreadyRunning", true).build());
    return ExitCode.OK;
  }

  private static void greet(Terminal terminal, PortalProgram portal, PortalUrl url, Duration took) {
    terminal.line(
        String.format(Locale.ROOT, "Ready in %.1f s. Ctrl-C stops it.", took.toMillis() / 1000.0));
    portal
        .ownerSecret()
        .ifPresent(secret -> {
          terminal.blank();
          terminal.step("Nobody owns this portal yet. Sign up with this link, once:");
          terminal.line(terminal.copyable(ownerLink(url, secret)));
        });
    terminal.blank();
    terminal.next("Then, in another terminal: ", "opta login");
  }

  private static JsonValue.Fields ready(PortalProgram portal, PortalUrl url) {
    return JsonValue.fields()
        .put("ok", true)
        .put("url", url.value())
        .put("pid", ProcessHandle.current().pid())
        .putOrNull("ownerLink", portal.ownerSecret().map(secret -> ownerLink(url, secret)))
        .build();
  }

  private static String ownerLink(PortalUrl url, String secret) {
    return url + "/sign-up?owner=" + secret;
  }

  private DaemonBeside startDaemon(Invocation call) {
    if (!withDaemon || call.has("--no-daemon")) {
      return DaemonBeside.none();
    }
    return DaemonBeside.start(call);
  }

  /// The daemon that `up` started, and stops again. One that ran before is left alone.
  private record DaemonBeside(
      Optional<DaemonAccess> access, boolean ours, CompletableFuture<Optional<String>> trouble)
      implements AutoCloseable {

    static DaemonBeside none() {
      return new DaemonBeside(
          Optional.empty(), false, CompletableFuture.completedFuture(Optional.empty()));
    }

    /// Returns at once; the daemon gets ready while the portal does.
    static DaemonBeside start(Invocation call) {
      DaemonAccess access = DaemonAccess.of(call);
      if (access.starter().health().isPresent()) {
        return new DaemonBeside(
            Optional.of(access), false, CompletableFuture.completedFuture(Optional.empty()));
      }
      Optional<SecretBytes> passphrase =
          access.starter().needsPassphrase() && call.terminal().prompt().isInteractive()
              ? call.terminal().prompt().secret("Passphrase of this device's key file:")
              : Optional.empty();
      return new DaemonBeside(
          Optional.of(access),
          true,
          CompletableFuture.supplyAsync(() -> {
            try {
              access.starter().start(passphrase);
              return Optional.empty();
            } catch (CommandFailed failed) {
              return Optional.of(failed.what() + ". " + failed.why() + ". " + failed.next());
            } finally {
              passphrase.ifPresent(SecretBytes::close);
            }
          }));
    }

    void report(Terminal terminal) {
      if (access.isEmpty()) {
        return;
      }
      Optional<String> failed;
      try {
        failed = trouble.join();
      } catch (CompletionException bug) {
        throw new IllegalStateException(bug);
      }
      if (failed.isPresent()) {
        terminal.warn(failed.get());
      } else {
        terminal.done(ours ? "The daemon is ready" : "The daemon was running already");
      }
    }

    @Override
    public void close() {
      if (!ours || access.isEmpty()) {
        return;
      }
      try {
        // one that is still starting would outlive us
        Optional<String> started = trouble.join();
        assert started != null;
        Optional<JsonValue.Fields> stopping = access.get().callIfRunning("daemon.stop");
        assert stopping.isEmpty() || stopping.get().isTrue("stopping");
      } catch (CommandFailed | CompletionException alreadyGone) {
        // it ended by itself, or never began
      }
    }
  }
}
