package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.daemon.SyncedLines;
import com.optalocal.accounts.bootstrap.terminal.Spinner;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// Tells how a login ended; for a device that is new to its vault, after waiting to be let in.
final class LoginReport {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final Terminal terminal;
  private final DaemonAccess daemon;

  LoginReport(Terminal terminal, DaemonAccess daemon) {
    this.terminal = terminal;
    this.daemon = daemon;
  }

  /// If this device is signed in and trusted: brings its keys up to date and says so. Empty if a
  /// sign-in has to happen.
  Optional<ExitCode> alreadySignedIn() {
    JsonValue.Fields status = daemon.call("account.status");
    if (!status.isTrue("authenticated")) {
      return Optional.empty();
    }
    JsonValue.Fields pulled;
    try {
      pulled = daemon.call("vault.pull");
    } catch (CommandFailed failed) {
      boolean signingInHelps =
          failed.exit().equals(ExitCode.SIGNED_OUT)
              || failed.code().equals("no_vault")
              || failed.code().equals("not_trusted");
      if (signingInHelps) {
        return Optional.empty();
      }
      throw failed;
    }
    terminal.done(
        "Signed in already as " + status.fields("user").flatMap(u -> u.text("email")).orElse("?"));
    SyncedLines.show(terminal, pulled);
    terminal.next("To sign in anew: ", "opta login --force");
    terminal.json(
        JsonValue.fields()
            .put("ok", true)
            .put("user", status.fields("user").orElse(JsonValue.Fields.NONE))
            .put("vault", "member")
            .putAll(SyncedLines.fieldsOf(pulled))
            .build());
    return Optional.of(ExitCode.OK);
  }

  ExitCode finish(JsonValue.Fields finished) throws InterruptedException {
    String email = finished.fields("user").flatMap(user -> user.text("email")).orElse("?");
    String device = finished.fields("device").flatMap(d -> d.text("name")).orElse("");
    terminal.done("Signed in as " + email + (device.isEmpty() ? "" : " on " + device));
    return switch (finished.text("vault").orElse("none")) {
      case "join" -> join(finished);
      case "created" -> {
        terminal.done("Made your vault; this is its first device");
        finished.text("recoveryKey").ifPresent(this::showRecoveryKey);
        terminal.blank();
        terminal.next("Ready. Store your first key: ", "opta keys push anthropic");
        terminal.json(finished);
        yield ExitCode.OK;
      }
      case "member" -> {
        ready(finished);
        terminal.json(finished);
        yield ExitCode.OK;
      }
      default -> {
        terminal.line("Nothing is kept on this machine, so it cannot open the vault");
        terminal.json(finished);
        yield ExitCode.OK;
      }
    };
  }

  private void ready(JsonValue.Fields synced) {
    SyncedLines.show(terminal, synced);
    terminal.next("Ready. Try: ", "opta run -- npm test");
  }

  private void showRecoveryKey(String key) {
    terminal.blank();
    terminal.step("Your recovery key. Write it down now: it is shown this once");
    terminal.blank();
    terminal.line(terminal.copyable(key));
    terminal.blank();
    terminal.line(
        "It opens the vault when every device is lost. Keep it on paper, not on a device.");
  }

  private ExitCode join(JsonValue.Fields finished) throws InterruptedException {
    showWords(finished);
    Instant notAfter = finished.text("notAfter").map(Instant::parse).orElseGet(() -> Instant.now());
    JsonValue.Fields joined;
    try (Spinner _ = terminal.busy("Waiting for the other device")) {
      joined = awaitJoin(notAfter);
    }
    terminal.done("This device is trusted now");
    ready(joined);
    terminal.json(
        JsonValue.fields()
            .put("ok", true)
            .put("user", finished.fields("user").orElse(JsonValue.Fields.NONE))
            .put("device", finished.fields("device").orElse(JsonValue.Fields.NONE))
            .put("custody", finished.text("custody").orElse(""))
            .put("vault", "member")
            .putAll(SyncedLines.fieldsOf(joined))
            .build());
    return ExitCode.OK;
  }

  private void showWords(JsonValue.Fields finished) {
    List<String> approvers = finished.texts("approvers");
    String where = approvers.isEmpty() ? "a device that you trust" : String.join(" or ", approvers);
    String words = finished.text("words").orElse("");
    if (terminal.isJson()) {
      // a person has to carry them over, whoever reads standard output
      terminal.warn("Six words to type on " + where + ": " + words);
      return;
    }
    terminal.blank();
    terminal.step("This device is new. On " + where + " run");
    terminal.line(terminal.copyable("opta account devices approve"));
    terminal.line("and type these six words:");
    terminal.blank();
    terminal.line(terminal.copyable(words));
    terminal.blank();
    finished
        .text("notAfter")
        .map(Instant::parse)
        .ifPresent(until ->
            terminal.line("They hold until " + CLOCK.format(until.atZone(ZoneId.systemDefault()))));
    terminal.flush();
  }

  private JsonValue.Fields awaitJoin(Instant notAfter) throws InterruptedException {
    while (true) {
      JsonValue.Fields answer = daemon.call("login.wait");
      switch (answer.text("state").orElse("over")) {
        case "joined" -> {
          return answer;
        }
        case "waiting" -> {
          if (Instant.now().isAfter(notAfter)) {
            throw over();
          }
          Thread.sleep(LOOK_EVERY);
        }
        default -> throw over();
      }
    }
  }

  private static CommandFailed over() {
    return new CommandFailed(
        ExitCode.FAILED,
        "join_over",
        "No device let this one in",
        "The words were wrong three times, or 15 minutes have passed",
        "For new words: opta login");
  }
}
