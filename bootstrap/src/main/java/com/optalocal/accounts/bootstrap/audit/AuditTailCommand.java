package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonText;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// `opta audit tail`: events as they come, until the command is stopped.
public final class AuditTailCommand implements Command {
  private static final int PAGE = 100;

  @Override
  public Usage usage() {
    return Usage.of("Show audit events as they come")
        .about("Runs until it is stopped. With --json, each event is one line.")
        .option("--since", "N", "begin with this event; by default with the next one")
        .option("--count", "N", "stop after so many events")
        .example("opta audit tail --since 0 --count 10");
  }

  @Override
  public ExitCode run(Invocation call) {
    DaemonAccess daemon = DaemonAccess.of(call);
    long next = call.option("--since", AuditTailCommand::number).orElseGet(() -> newest(daemon));
    long left = call.option("--count", AuditTailCommand::number).orElse(Long.MAX_VALUE);
    Map<String, String> names =
        call.terminal().isJson() ? Map.of() : AuditListCommand.deviceNames(daemon);
    while (left > 0) {
      JsonValue.Fields page =
          daemon.call(
              "audit.list",
              JsonValue.fields()
                  .put("limit", Math.min(PAGE, left))
                  .put("since", Long.toString(next))
                  .build());
      for (JsonValue.Fields event : page.objects("events")) {
        show(call, event, names);
        next = event.number("index").orElse(next) + 1;
        left--;
      }
      call.terminal().flush();
    }
    return ExitCode.OK;
  }

  private static long newest(DaemonAccess daemon) {
    List<JsonValue.Fields> newest =
        daemon.call("audit.list", JsonValue.fields().put("limit", 1).build()).objects("events");
    return newest.stream().flatMap(event -> event.number("index").stream()).findFirst().orElse(-1L)
        + 1;
  }

  private static void show(Invocation call, JsonValue.Fields event, Map<String, String> names) {
    if (call.terminal().isJson()) {
      call.terminal().raw(new String(JsonText.write(event), StandardCharsets.UTF_8));
    } else {
      call.terminal().line(String.join("  ", EventLine.cells(event, names)));
    }
  }

  private static long number(String text) {
    if (!text.matches("0|[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException("it is a number");
    }
    return Long.parseLong(text);
  }
}
