package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.domain.SecretBytes;
import com.optalocal.accounts.domain.device.Custody;
import java.util.Optional;

/// Settles where this device keeps its keys: what it chose before, what the option says, the OS
/// keychain if one answers; else a person decides. Nothing weaker is ever taken by itself.
final class CustodyQuestion {
  private static final String CHOICES =
      "Choose with --custody: passphrase-file, plain-file, or memory (keeps nothing)";

  private CustodyQuestion() {}

  /// Adds `custody` and, where it is needed, `passphrase` to `request`.
  static void ask(
      Terminal terminal, DaemonAccess daemon, Optional<Custody> wanted, JsonValue.Builder request) {
    JsonValue.Fields status = daemon.call("custody.status");
    Optional<Custody> chosen = status.text("chosen").map(Custody::ofCode);
    String keychain = status.text("keychain").orElse("absent");
    Custody custody = wanted.or(() -> chosen).orElseGet(() -> byKeychain(terminal, keychain));
    request.put("custody", custody.code());
    if (custody == Custody.PLAIN_FILE && chosen.isEmpty()) {
      terminal.warn("This device's keys will lie unencrypted in a file that only you can read");
    }
    if (custody == Custody.PASSPHRASE_FILE) {
      request.put("passphrase", LoginCommand.text(passphrase(terminal, chosen.isEmpty())));
    }
  }

  private static Custody byKeychain(Terminal terminal, String keychain) {
    if (keychain.equals("available")) {
      return Custody.KEYCHAIN;
    }
    String why =
        keychain.equals("locked")
            ? "The OS keychain is locked or does not answer"
            : "There is no OS keychain on this machine";
    if (!terminal.prompt().isInteractive()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "no_keychain",
          "This device has no place for its keys yet",
          why,
          keychain.equals("locked") ? "Unlock it and try again. Or: " + CHOICES : CHOICES);
    }
    terminal.warn(why);
    terminal.line("passphrase-file  encrypted; asks for a passphrase when the daemon starts");
    terminal.line("plain-file       not encrypted; only you can read the file");
    terminal.line("memory           nothing is kept on this machine");
    terminal.flush();
    String answer =
        terminal.prompt().line("Where shall this device keep its keys?").orElse("").strip();
    try {
      return Custody.ofCode(answer);
    } catch (IllegalArgumentException unknown) {
      throw CommandFailed.usage("That is none of the choices", why, CHOICES);
    }
  }

  private static SecretBytes passphrase(Terminal terminal, boolean isNew) {
    SecretBytes first =
        terminal
            .prompt()
            .secret(isNew ? "New passphrase for this device's key file:" : "Passphrase:")
            .orElseThrow(() ->
                CommandFailed.usage(
                    "There is no passphrase",
                    "Neither a prompt nor standard input brought one",
                    "Type it when asked, or pipe it in as one line"));
    if (isNew && terminal.prompt().isInteractive()) {
      try (SecretBytes second =
          terminal.prompt().secret("Once more:").orElseGet(() -> new SecretBytes(new byte[0]))) {
        if (!first.constantTimeEquals(second)) {
          first.close();
          throw CommandFailed.usage("The two passphrases differ", "", "Run the command again");
        }
      }
    }
    return first;
  }
}
