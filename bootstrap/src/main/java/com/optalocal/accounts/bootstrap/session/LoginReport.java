package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.daemon.SyncedLines;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.domain.device.DeviceName;
import java.util.Optional;

/// Tells how a login ended.
final class LoginReport {
  private final Terminal terminal;
  private final DaemonAccess daemon;

  LoginReport(Terminal terminal, DaemonAccess daemon) {
    this.terminal = terminal;
    this.daemon = daemon;
  }

  /// Nobody had to sign in: the session that is there was settled.
  ExitCode already(JsonValue.Fields settled) throws InterruptedException {
    terminal.done("Signed in already as " + who(settled));
    return standing(settled, "To sign in anew: ", "opta login --force");
  }

  /// Somebody signed in.
  ///
  /// @param wanted the device's name that was asked for
  ExitCode finished(JsonValue.Fields settled, Optional<DeviceName> wanted)
      throws InterruptedException {
    terminal.done("Signed in as " + who(settled));
    Optional<String> name = settled.fields("device").flatMap(device -> device.text("name"));
    if (wanted.isPresent() && name.isPresent() && !name.get().equals(wanted.get().value())) {
      terminal.warn("This device stays " + name.get() + ": it was named at its first login");
    }
    return standing(settled, "Ready. Try: ", "opta run -- npm test");
  }

  private static String who(JsonValue.Fields settled) {
    String email = settled.fields("user").flatMap(user -> user.text("email")).orElse("?");
    return settled
        .fields("device")
        .flatMap(device -> device.text("name"))
        .map(device -> email + " on " + device)
        .orElse(email);
  }

  private ExitCode standing(JsonValue.Fields settled, String before, String command)
      throws InterruptedException {
    switch (settled.text("vault").orElse("none")) {
      case "join" -> {
        JsonValue.Fields joined = new JoinWait(terminal, daemon).until(settled);
        terminal.done("This device is trusted now");
        SyncedLines.show(terminal, joined);
        terminal.next("Ready. Try: ", "opta run -- npm test");
        terminal.json(joined);
      }
      case "created" -> {
        terminal.done("Made your vault; this is its first device");
        settled.text("recoveryKey").ifPresent(this::showRecoveryKey);
        terminal.blank();
        terminal.next("Ready. Store your first key: ", "opta keys push anthropic");
        terminal.json(settled);
      }
      case "member" -> {
        SyncedLines.show(terminal, settled);
        terminal.next(before, command);
        terminal.json(settled);
      }
      default -> {
        terminal.line("Nothing is kept on this machine, so no vault opens on it");
        terminal.next("To keep something: ", "opta login --force --custody WHERE");
        terminal.json(settled);
      }
    }
    return ExitCode.OK;
  }

  private void showRecoveryKey(String key) {
    terminal.blank();
    terminal.step("Your recovery key. Write it down now: it is shown this once");
    terminal.blank();
    terminal.line(terminal.copyable(key));
    terminal.blank();
    terminal.line("It opens the vault when every device is lost");
    terminal.line("Keep it on paper, not on a device");
  }
}
