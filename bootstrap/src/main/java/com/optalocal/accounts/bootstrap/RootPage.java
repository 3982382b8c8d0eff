package com.optalocal.accounts.bootstrap;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.HelpText;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Node;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.home.Version;
import com.optalocal.accounts.bootstrap.terminal.Columns;
import java.util.List;
import java.util.Set;

/// `opta` alone: the version, or the commands with those that matter every day first.
record RootPage(Node.Group root) implements Command {
  /// Not for people in their daily work; `opta help openclaw` knows them.
  private static final Set<String> DIAGNOSTICS = Set.of("openclaw");

  private static final Set<String> EVERY_DAY =
      Set.of("up", "login", "run", "status", "keys", "devices", "account", "doctor", "help");

  @Override
  public Usage usage() {
    return Usage.of(root.summary())
        .flag(Usage.VERSION, "show the versions of the program's parts")
        .example("opta --version");
  }

  @Override
  public ExitCode run(Invocation call) {
    if (call.has(Usage.VERSION)) {
      version(call);
    } else if (call.terminal().isJson()) {
      call.terminal().json(GroupPage.describe(root));
    } else {
      help(call);
    }
    return ExitCode.OK;
  }

  private static void version(Invocation call) {
    if (call.terminal().isJson()) {
      call.terminal()
          .json(
              JsonValue.fields()
                  .put("ok", true)
                  .put("cli", Version.PROGRAM)
                  .put("daemon", Version.PROGRAM)
                  .put("portal", Version.PROGRAM)
                  .put("protocol", Version.PROTOCOL)
                  .build());
      return;
    }
    call.terminal().raw("opta " + Version.PROGRAM);
    new Columns()
        .row("cli", Version.PROGRAM)
        .row("daemon", Version.PROGRAM)
        .row("portal", Version.PROGRAM)
        .row("protocol", Version.PROTOCOL)
        .lines()
        .forEach(call.terminal()::raw);
  }

  private void help(Invocation call) {
    List<Node> daily =
        root.children().get().stream().filter(node -> EVERY_DAY.contains(node.name())).toList();
    List<Node> more =
        root.children().get().stream()
            .filter(node -> !EVERY_DAY.contains(node.name()) && !DIAGNOSTICS.contains(node.name()))
            .toList();
    call.terminal().raw(root.summary());
    call.terminal().raw("");
    HelpText.rows(daily).forEach(call.terminal()::raw);
    call.terminal().raw("");
    call.terminal().raw("More");
    HelpText.rows(more).forEach(call.terminal()::raw);
    call.terminal().raw("");
    call.terminal().raw("  opta COMMAND --help shows what a command takes. Begin with: opta up");
  }
}
