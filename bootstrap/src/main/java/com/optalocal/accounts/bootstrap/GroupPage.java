package com.optalocal.accounts.bootstrap;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.HelpText;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Node;
import com.optalocal.accounts.bootstrap.command.Usage;
import java.util.List;

/// What a group says for itself: its commands.
record GroupPage(String path, Node.Group group) implements Command {
  @Override
  public Usage usage() {
    return Usage.of(group.summary()).example(path + " --help");
  }

  @Override
  public ExitCode run(Invocation call) {
    if (call.terminal().isJson()) {
      call.terminal().json(describe(group));
    } else {
      HelpText.ofGroup(path, group).forEach(call.terminal()::raw);
    }
    return ExitCode.OK;
  }

  static JsonValue.Fields describe(Node.Group group) {
    List<JsonValue> commands =
        group.children().get().stream()
            .<JsonValue>map(node ->
                JsonValue.fields().put("name", node.name()).put("summary", node.summary()).build())
            .toList();
    return JsonValue.fields()
        .put("ok", true)
        .put("commands", new JsonValue.Array(commands))
        .build();
  }
}
