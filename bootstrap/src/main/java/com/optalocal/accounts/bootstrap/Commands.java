package com.optalocal.accounts.bootstrap;

import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.Node;
import com.optalocal.accounts.bootstrap.settings.ConfigCommands;
import java.util.List;

/// The tree of everything that can be typed. Short forms lead to the same command objects as the
/// long ones.
final class Commands {
  private Commands() {}

  static Node.Group root() {
    return Node.group(
        "opta",
        "Opta Accounts: identity, keys and devices",
        () ->
            List.of(
                Node.leaf("help", "Show help for a command", HelpCommand::new),
                ConfigCommands.group()));
  }

  /// What a group shows when no command follows it.
  static Command groupPage(String path, Node.Group group) {
    return path.equals(group.name()) ? new RootPage(group) : new GroupPage(path, group);
  }
}
