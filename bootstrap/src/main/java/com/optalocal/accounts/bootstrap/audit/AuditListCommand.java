package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Columns;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `opta audit list`: what was recorded about this person, newest first.
public final class AuditListCommand implements Command {
  private static final int DEFAULT_LIMIT = 20;

  @Override
  public Usage usage() {
    return Usage.of("List the newest audit events")
        .option("--limit", "N", "how many, 1 to 1000; 20 by default")
        .option("--search", "TEXT", "only events with this in an action or a value")
        .option("--before", "N", "only events below this number")
        .example("opta audit list --search vault --limit 50");
  }

  @Override
  public ExitCode run(Invocation call) {
    int limit = call.option("--limit", AuditListCommand::limit).orElse(DEFAULT_LIMIT);
    JsonValue.Builder wish = JsonValue.fields().put("limit", limit);
    call.option("--search").ifPresent(search -> wish.put("search", search));
    call.option("--before").ifPresent(before -> wish.put("before", before));
    DaemonAccess daemon = DaemonAccess.of(call);
    JsonValue.Fields page = daemon.call("audit.list", wish.build());
    call.terminal().json(page);
    List<JsonValue.Fields> events = page.objects("events");
    if (events.isEmpty()) {
      call.terminal().line("Nothing was found");
      return ExitCode.OK;
    }
    if (call.terminal().isJson()) {
      return ExitCode.OK;
    }
    Map<String, String> names = deviceNames(daemon);
    Columns rows = new Columns();
    events.forEach(event -> rows.row(EventLine.cells(event, names)));
    call.terminal().lines(rows.lines());
    page.number("next")
        .ifPresent(next -> call.terminal().next("Older: ", "opta audit list --before " + next));
    if (page.text("checkpoint").isPresent()) {
      call.terminal()
          .line("The log is signed up to here; --json shows the checkpoint and every id");
    }
    return ExitCode.OK;
  }

  /// The trusted devices' names by their ids; none where the vault does not open.
  static Map<String, String> deviceNames(DaemonAccess daemon) {
    try {
      return daemon.call("devices.list").objects("devices").stream()
          .collect(
              Collectors.toMap(
                  device -> device.text("id").orElse(""),
                  device -> device.text("name").orElse(""),
                  (one, other) -> one));
    } catch (CommandFailed unknown) {
      return Map.of();
    }
  }

  private static int limit(String text) {
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > 1000) {
      throw new IllegalArgumentException("it is a number from 1 to 1000");
    }
    return Integer.parseInt(text);
  }
}
