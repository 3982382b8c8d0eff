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

/// Shows a new device's six words and waits until a trusted one was told them.
final class JoinWait {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final Terminal terminal;
  private final DaemonAccess daemon;

  JoinWait(Terminal terminal, DaemonAccess daemon) {
    this.terminal = terminal;
    this.daemon = daemon;
  }

  /// What the login and the pull after it say together, once this device is let in.
  ///
  /// @param asked the login's answer with `"vault": "join"`
  JsonValue.Fields until(JsonValue.Fields asked) throws InterruptedException {
    showWords(asked);
    Instant notAfter = asked.text("notAfter").map(Instant::parse).orElseGet(() -> Instant.now());
    JsonValue.Fields joined;
    try (Spinner _ = terminal.busy("Waiting for the other device")) {
      joined = awaitJoin(notAfter);
    }
    return JsonValue.fields()
        .put("ok", true)
        .put("user", asked.fields("user").orElse(JsonValue.Fields.NONE))
        .put("device", asked.fields("device").orElse(JsonValue.Fields.NONE))
        .put("custody", asked.text("custody").orElse(""))
        .put("vault", "member")
        .putAll(SyncedLines.fieldsOf(joined))
        .build();
  }

  private void showWords(JsonValue.Fields asked) {
    List<String> approvers = asked.texts("approvers");
    String where = approvers.isEmpty() ? "a device that you trust" : String.join(" or ", approvers);
    String words = asked.text("words").orElse("");
    String shortId = asked.text("shortId").orElse("");
    if (terminal.isJson()) {
      // a person has to carry them over, whoever reads standard output
      terminal.warn("Six words to type on " + where + " for request " + shortId + ": " + words);
      return;
    }
    terminal.blank();
    terminal.step("This device is new. On " + where + " run");
    terminal.line(terminal.copyable("opta devices approve"));
    terminal.line("and type these six words:");
    terminal.blank();
    terminal.line(terminal.copyable(words));
    terminal.blank();
    asked
        .text("notAfter")
        .map(Instant::parse)
        .ifPresent(until ->
            terminal.line(
                "They hold until "
                    + CLOCK.format(until.atZone(ZoneId.systemDefault()))
                    + ". This is request "
                    + shortId));
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
