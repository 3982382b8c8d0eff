package com.optalocal.accounts.bootstrap;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandPath;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.HelpText;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Node;
import com.optalocal.accounts.bootstrap.command.Usage;
import java.util.List;

/// `opta help [COMMAND …]`: the same pages as `--help`.
final class HelpCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Show help for a command")
        .takesWords("COMMAND", "the command's words; none shows all commands")
        .example("opta help keys push");
  }

  @Override
  public ExitCode run(Invocation call) throws InterruptedException {
    CommandPath path =
        CommandPath.resolve(Commands.root(), call.commandLine(0).toArray(String[]::new));
    switch (path.node()) {
      case Node.Group group -> {
        return Commands.groupPage(path.text(), group).run(call);
      }
      case Node.Leaf leaf -> {
        List<String> page = HelpText.ofCommand(path.text(), leaf.command().get().usage());
        if (call.terminal().isJson()) {
          call.terminal().json(JsonValue.fields().put("ok", true).putTexts("help", page).build());
        } else {
          page.forEach(call.terminal()::raw);
        }
        return ExitCode.OK;
      }
    }
  }
}
