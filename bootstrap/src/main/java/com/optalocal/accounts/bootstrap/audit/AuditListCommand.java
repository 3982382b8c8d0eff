package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Columns;
import com.optalocal.accounts.domain.device.DeviceId;
import com.optalocal.accounts.domain.note.Fingerprint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `opta audit list`: what was recorded about this person, newest first.
public final class AuditListCommand implements Command {
  private static final int DEFAULT_LIMIT = 20;
  private static final int SHORT = 8;
  private static final Pattern ID =
      Pattern.compile("[0-9a-f-]{36}|[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{43}");

  @Override
  public Usage usage() {
    return Usage.of("List the newest audit events")
        .option("--limit", "N", "how many, 1 to 1000; 20 by default")
        .example("opta audit list --limit 50");
  }

  @Override
  public ExitCode run(Invocation call) {
    int limit = call.option("--limit", AuditListCommand::limit).orElse(DEFAULT_LIMIT);
    DaemonAccess daemon = DaemonAccess.of(call);
    JsonValue.Fields page =
        daemon.call("audit.list", JsonValue.fields().put("limit", limit).build());
    call.terminal().json(page);
    List<JsonValue.Fields> events = page.objects("events");
    if (events.isEmpty()) {
      call.terminal().line("Nothing was recorded yet");
      return ExitCode.OK;
    }
    if (call.terminal().isJson()) {
      return ExitCode.OK;
    }
    Map<String, String> names = deviceNames(daemon);
    Columns rows = new Columns();
    for (JsonValue.Fields event : events) {
      rows.row(
          "#" + event.number("index").orElse(0L),
          event.text("at").orElse(""),
          event.text("action").orElse(""),
          told(event, names));
    }
    call.terminal().lines(rows.lines());
    if (page.text("checkpoint").isPresent()) {
      call.terminal()
          .line("The log is signed up to here; --json shows the checkpoint and every id");
    }
    return ExitCode.OK;
  }

  /// What one event says to a person: no random ids, but for the session's first part, by which
  /// rows can be matched, and devices by their names.
  private static String told(JsonValue.Fields event, Map<String, String> deviceNames) {
    return event.objects("fields").stream()
        .map(field ->
            told(field.text("name").orElse(""), field.text("value").orElse("-"), deviceNames))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("  "));
  }

  private static String told(String name, String value, Map<String, String> deviceNames) {
    if (name.equals("session") && value.length() > SHORT) {
      return name + "=" + value.substring(0, SHORT);
    }
    Optional<DeviceId> device = deviceOf(value);
    if (device.isPresent()) {
      String id = device.get().value();
      return name + "=" + deviceNames.getOrDefault(id, id.substring(0, SHORT));
    }
    return ID.matcher(value).matches() ? "" : name + "=" + value;
  }

  /// Events name devices by their id, or by the fingerprint that it is made from.
  private static Optional<DeviceId> deviceOf(String value) {
    try {
      return Optional.of(
          value.startsWith("dev_") ? new DeviceId(value) : DeviceId.of(Fingerprint.parse(value)));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /// The trusted devices' names by their ids; none where the vault does not open.
  private static Map<String, String> deviceNames(DaemonAccess daemon) {
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
