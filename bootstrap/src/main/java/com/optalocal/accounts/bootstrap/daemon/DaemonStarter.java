package com.optalocal.accounts.bootstrap.daemon;

import com.optalocal.accounts.adapters.http.DaemonAnswer;
import com.optalocal.accounts.adapters.http.DaemonClient;
import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.MalformedJson;
import com.optalocal.accounts.application.session.CustodyChoice;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.home.Home;
import com.optalocal.accounts.bootstrap.terminal.Spinner;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// Starts this home's daemon in the background and waits until it answers.
public final class DaemonStarter {
  private static final Duration READY_WITHIN = Duration.ofSeconds(20);

  /// Another command may have started a daemon a moment ago: ours then steps back at once.
  private static final Duration OTHER_READY_WITHIN = Duration.ofSeconds(5);

  private static final Duration LOOK_EVERY = Duration.ofMillis(15);

  private final Environment environment;
  private final Home home;
  private final Terminal terminal;
  private final DaemonClient client;

  DaemonStarter(Environment environment, Home home, Terminal terminal, DaemonClient client) {
    this.environment = environment;
    this.home = home;
    this.terminal = terminal;
    this.client = client;
  }

  /// What a running daemon says of itself; empty if none runs.
  public Optional<JsonValue.Fields> health() {
    return client.call("health") instanceof DaemonAnswer.Done(JsonValue.Fields fields)
        ? Optional.of(fields)
        : Optional.empty();
  }

  /// True if a daemon of this home cannot start without its passphrase.
  public boolean needsPassphrase() {
    return ThisMachine.of(home)
        .custody()
        .map(CustodyChoice.Choice::custody)
        .filter(Custody.PASSPHRASE_FILE::equals)
        .isPresent();
  }

  /// @param passphrase handed over through a pipe; the caller closes it
  public void start(Optional<SecretBytes> passphrase) {
    if (passphrase.isEmpty() && needsPassphrase()) {
      throw new CommandFailed(
          ExitCode.SIGNED_OUT,
          "passphrase_needed",
          "The daemon needs this device's passphrase to start",
          "Its keys are in a passphrase-file",
          "Start it: opta daemon start");
    }
    Path output = Home.privateFolder(home.state()).resolve("daemon.out");
    try (Spinner _ = terminal.busy("Starting the daemon")) {
      long before = Files.exists(output) ? Files.size(output) : 0;
      String[] role =
          passphrase.isPresent()
              ? new String[] {"daemon", "run", "--json", "--passphrase-stdin"}
              : new String[] {"daemon", "run", "--json"};
      Process process =
          DetachedProcess.start(OwnProgram.command(environment, role), passphrase, output);
      awaitReady(process, output, before);
    } catch (IOException refused) {
      throw notStarted("It could not be started", output);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw notStarted("It was interrupted", output);
    }
  }

  private void awaitReady(Process process, Path output, long before)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + READY_WITHIN.toNanos();
    boolean gone = false;
    while (System.nanoTime() < until) {
      if (health().isPresent()) {
        return;
      }
      if (!gone && !process.isAlive()) {
        gone = true;
        if (process.exitValue() != ExitCode.CONFLICT.number()) {
          throw refusal(output, before).orElseGet(() -> notStarted("It ended at once", output));
        }
        until = Math.min(until, System.nanoTime() + OTHER_READY_WITHIN.toNanos());
      }
      Thread.sleep(LOOK_EVERY);
    }
    throw notStarted("It did not get ready in time", output);
  }

  /// What it said before it ended: a daemon refuses in the form that `--json` asks for.
  private static Optional<CommandFailed> refusal(Path output, long before) throws IOException {
    byte[] all = Files.readAllBytes(output);
    int from = (int) Math.min(before, all.length);
    try {
      JsonValue.Fields said = JsonText.readFields(Arrays.copyOfRange(all, from, all.length));
      return said.text("title")
          .map(title ->
              new CommandFailed(
                  ExitCode.ofKind(said.text("kind").orElse("")),
                  said.text("code").orElse("no_daemon"),
                  title,
                  said.text("detail").orElse(""),
                  said.text("next").orElse("")));
    } catch (MalformedJson noRefusal) {
      return Optional.empty();
    }
  }

  private static CommandFailed notStarted(String why, Path output) {
    return new CommandFailed(
        ExitCode.FAILED, "no_daemon", "The daemon did not start", why, "Its output: " + output);
  }
}
