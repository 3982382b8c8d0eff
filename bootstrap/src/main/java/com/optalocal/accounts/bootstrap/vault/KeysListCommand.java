package com.optalocal.accounts.bootstrap.vault;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.daemon.SyncedLines;
import com.optalocal.accounts.bootstrap.terminal.Ago;
import com.optalocal.accounts.bootstrap.terminal.Columns;
import java.time.Instant;
import java.util.List;

/// `opta account keys list`: names, labels, versions and writers; never a value.
public final class KeysListCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("List the keys in your vault, without their values").example("opta keys list");
  }

  @Override
  public ExitCode run(Invocation call) {
    JsonValue.Fields listed = DaemonAccess.of(call).call("keys.list");
    List<JsonValue.Fields> keys = listed.objects("keys");
    call.terminal().json(listed);
    if (keys.isEmpty()) {
      call.terminal().line("No keys yet");
      call.terminal().next("Store one: ", "opta keys push anthropic");
      return ExitCode.OK;
    }
    Columns rows = new Columns().row("NAME", "LABEL", "VERSION", "WRITTEN", "BY");
    for (JsonValue.Fields key : keys) {
      rows.row(
          key.text("name").orElse(""),
          key.text("label").filter(label -> !label.isEmpty()).orElse("-"),
          "v" + key.number("version").orElse(0L),
          key.text("written").map(Instant::parse).map(Ago::of).orElse(""),
          key.text("writer").orElse("recovery key"));
    }
    call.terminal().lines(rows.lines());
    long devices = listed.number("devices").orElse((long) listed.array("devices").size());
    call.terminal().line("Sealed to " + SyncedLines.count(devices, "device"));
    return ExitCode.OK;
  }
}
