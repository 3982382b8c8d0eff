package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Columns;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `opta audit list`: what was recorded about this person, newest first.
public final class AuditListCommand implements Command {
  private static final int DEFAULT_LIMIT = 20;
  private static final Pattern ID =
      Pattern.compile("[0-9a-f-]{36}|dev_[0-9A-Z]{26}|[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{43}");

  @Override
  public Usage usage() {
    return Usage.of("List the newest audit events")
        .option("--limit", "N", "how many, 1 to 1000; 20 by default")
        .example("opta audit list --limit 50");
  }

  @Override
  public ExitCode run(Invocation call) {
    int limit = call.option("--limit", AuditListCommand::limit).orElse(DEFAULT_LIMIT);
    JsonValue.Fields page =
        DaemonAccess.of(call).call("audit.list", JsonValue.fields().put("limit", limit).build());
    call.terminal().json(page);
    List<JsonValue.Fields> events = page.objects("events");
    if (events.isEmpty()) {
      call.terminal().line("Nothing was recorded yet");
      return ExitCode.OK;
    }
    Columns rows = new Columns();
    for (JsonValue.Fields event : events) {
      rows.row(
          "#" + event.number("index").orElse(0L),
          event.text("at").orElse(""),
          event.text("action").orElse(""),
          event.objects("fields").stream()
              .filter(field -> !isId(field.text("value").orElse("")))
              .map(field -> field.text("name").orElse("") + "=" + field.text("value").orElse("-"))
              .collect(Collectors.joining("  ")));
    }
    call.terminal().lines(rows.lines());
    if (page.text("checkpoint").isPresent()) {
      call.terminal()
          .line("The log is signed up to here; --json shows the checkpoint and every id");
    }
    return ExitCode.OK;
  }

  /// Users, sessions, vaults, requests and keys go by random ids, which tell a person nothing.
  private static boolean isId(String value) {
    return ID.matcher(value).matches();
  }

  private static int limit(String text) {
    if (!text.matches("[1-9][0-9]{0,3}") || Integer.parseInt(text) > 1000) {
      throw new IllegalArgumentException("it is a number from 1 to 1000");
    }
    return Integer.parseInt(text);
  }
}
