package com.optalocal.accounts.bootstrap.daemon;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Node;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.server.ServerLog;
import com.optalocal.accounts.bootstrap.settings.Settings;
import com.optalocal.accounts.bootstrap.terminal.Ago;
import com.optalocal.accounts.bootstrap.terminal.Columns;
import com.optalocal.accounts.domain.SecretBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `opta daemon`: usually nobody needs it, because commands start the daemon themselves.
public final class DaemonCommands {
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);

  private DaemonCommands() {}

  public static Node.Group group() {
    return Node.group(
        "daemon",
        "Start, stop and look at this machine's daemon",
        () ->
            List.of(
                Node.leaf("start", "Start the daemon in the background", Start::new),
                Node.leaf("stop", "Stop the daemon", Stop::new),
                Node.leaf("status", "Show whether the daemon runs", Status::new),
                Node.leaf("run", "Be the daemon, in the foreground", Run::new)));
  }

  private static final class Start implements Command {
    @Override
    public Usage usage() {
      return Usage.of("Start the daemon in the background")
          .about("Asks for the passphrase where this device's keys are in a passphrase-file.")
          .example("opta daemon start");
    }

    @Override
    public ExitCode run(Invocation call) {
      DaemonStarter starter = DaemonAccess.of(call).starter();
      boolean ran = starter.health().isPresent();
      if (!ran && starter.needsPassphrase()) {
        try (SecretBytes passphrase =
            call.terminal()
                .prompt()
                .secret("Passphrase:")
                .orElseThrow(() ->
                    CommandFailed.usage(
                        "There is no passphrase",
                        "Neither a prompt nor standard input brought one",
                        "Type it when asked, or pipe it in as one line"))) {
          starter.start(Optional.of(passphrase));
        }
      } else if (!ran) {
        starter.start(Optional.empty());
      }
      JsonValue.Fields health = starter.health().orElse(JsonValue.Fields.NONE);
      call.terminal()
          .done(
              (ran ? "The daemon runs already" : "The daemon runs")
                  + health.number("pid").map(pid -> " (process " + pid + ")").orElse(""));
      call.terminal().json(health);
      return ExitCode.OK;
    }
  }

  private static final class Stop implements Command {
    @Override
    public Usage usage() {
      return Usage.of("Stop the daemon").example("opta daemon stop");
    }

    @Override
    public ExitCode run(Invocation call) throws InterruptedException {
      DaemonAccess daemon = DaemonAccess.of(call);
      Optional<JsonValue.Fields> health = daemon.starter().health();
      if (daemon.callIfRunning("daemon.stop").isEmpty()) {
        call.terminal().line("The daemon does not run");
      } else {
        awaitEnd(health.flatMap(fields -> fields.number("pid")));
        call.terminal().done("The daemon has stopped; keys are no longer in memory");
      }
      call.terminal()
          .json(JsonValue.fields().put("ok", true).put("stopped", health.isPresent()).build());
      return ExitCode.OK;
    }

    private static void awaitEnd(Optional<Long> pid) throws InterruptedException {
      Optional<ProcessHandle> process = pid.flatMap(ProcessHandle::of);
      long until = System.nanoTime() + STOPS_WITHIN.toNanos();
      while (process.filter(ProcessHandle::isAlive).isPresent()) {
        if (System.nanoTime() > until) {
          throw new CommandFailed(
              ExitCode.FAILED, "still_running", "The daemon has not ended yet", "", "");
        }
        Thread.sleep(10);
      }
    }
  }

  private static final class Status implements Command {
    @Override
    public Usage usage() {
      return Usage.of("Show whether the daemon runs, and what it holds")
          .about("Ends with 0 also when it does not run; --json says `\"running\": false` then.")
          .example("opta daemon status");
    }

    @Override
    public ExitCode run(Invocation call) {
      Optional<JsonValue.Fields> health = DaemonAccess.of(call).starter().health();
      if (health.isEmpty()) {
        call.terminal().line("The daemon does not run; commands that need it start it");
      } else {
        JsonValue.Fields fields = health.get();
        call.terminal().done("The daemon runs, process " + fields.number("pid").orElse(0L));
        call.terminal()
            .lines(
                new Columns()
                    .row("Version", fields.text("version").orElse(""))
                    .row(
                        "Started",
                        fields.text("startedAt").map(Instant::parse).map(Ago::of).orElse(""))
                    .row("Signed in", fields.isTrue("signedIn") ? "yes" : "no")
                    .row("Keys in memory", fields.number("keysLoaded").orElse(0L).toString())
                    .lines());
      }
      JsonValue.Builder json = JsonValue.fields();
      health.ifPresentOrElse(json::putAll, () -> json.put("ok", true));
      call.terminal().json(json.put("running", health.isPresent()).build());
      return ExitCode.OK;
    }
  }

  private static final class Run implements Command {
    @Override
    public Usage usage() {
      return Usage.of("Be the daemon, in the foreground, until told to stop")
          .about("For service managers. Everybody else: opta daemon start")
          .flag("--passphrase-stdin", "read the passphrase from standard input, one line")
          .example("opta daemon run");
    }

    @Override
    public ExitCode run(Invocation call) throws InterruptedException {
      Settings settings = Settings.load(call.environment(), call.home());
      Optional<SecretBytes> passphrase =
          call.has("--passphrase-stdin")
              ? call.terminal().prompt().secret("Passphrase:")
              : Optional.empty();
      ServerLog.toFile(call.home().state(), "daemon");
      try {
        return new DaemonProgram(call.home(), settings).run(passphrase);
      } finally {
        passphrase.ifPresent(SecretBytes::close);
      }
    }
  }
}
