package com.optalocal.accounts.bootstrap.daemon;

import com.optalocal.accounts.bootstrap.command.CommandFailed;
import java.util.Optional;

/// Whether this device may open the vault, as far as a running daemon knows. None is started for
/// it.
public enum VaultStanding {
  NOBODY("", "", ""),
  MEMBER("opens on this device", "", ""),
  WAITING(
      "this device waits to be let in",
      "For six words to type on a trusted device: ",
      "opta login"),
  APART(
      "none: this device keeps nothing",
      "To keep something: ",
      "opta login --force --custody WHERE"),
  UNKNOWN("not known, because the daemon does not run", "To look: ", "opta account sync");

  private final String text;
  private final String before;
  private final String command;

  VaultStanding(String text, String before, String command) {
    this.text = text;
    this.before = before;
    this.command = command;
  }

  public static VaultStanding of(DaemonAccess daemon) {
    try {
      return daemon
          .callIfRunning("vault.status")
          .flatMap(status -> status.text("standing"))
          .flatMap(VaultStanding::ofCode)
          .orElse(UNKNOWN);
    } catch (CommandFailed silent) {
      return UNKNOWN;
    }
  }

  private static Optional<VaultStanding> ofCode(String code) {
    return switch (code) {
      case "nobody" -> Optional.of(NOBODY);
      case "member" -> Optional.of(MEMBER);
      case "waiting" -> Optional.of(WAITING);
      case "apart" -> Optional.of(APART);
      default -> Optional.empty();
    };
  }

  /// What is so, after `Vault`; empty if there is nothing to say.
  public String text() {
    return text;
  }

  /// What to do, before the command that does it; empty if nothing is.
  public String before() {
    return before;
  }

  public String command() {
    return command;
  }
}
