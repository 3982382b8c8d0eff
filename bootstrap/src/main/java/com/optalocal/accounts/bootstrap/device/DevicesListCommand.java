package com.optalocal.accounts.bootstrap.device;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Ago;
import com.optalocal.accounts.bootstrap.terminal.Columns;
import java.time.Instant;
import java.util.List;

/// `opta account devices list`: the devices that can open the vault, and those that ask to.
public final class DevicesListCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("List your devices, and those that wait to be let in")
        .example("opta devices list");
  }

  @Override
  public ExitCode run(Invocation call) {
    JsonValue.Fields listed = DaemonAccess.of(call).call("devices.list");
    call.terminal().json(listed);
    Columns rows = new Columns().row("DEVICE", "SINCE", "");
    for (JsonValue.Fields device : listed.objects("devices")) {
      rows.row(
          device.text("name").orElse(""),
          device.text("since").map(Instant::parse).map(Ago::of).orElse(""),
          device.isTrue("current") ? "this device" : "");
    }
    call.terminal().lines(rows.lines());
    List<JsonValue.Fields> waiting = listed.objects("waiting");
    if (!waiting.isEmpty()) {
      call.terminal().blank();
      call.terminal().lines(WaitingDevices.rows(waiting));
      boolean trusted = listed.objects("devices").stream().anyMatch(d -> d.isTrue("current"));
      call.terminal()
          .next(
              trusted ? "To let one in: " : "To let it in, on one of the devices above: ",
              "opta devices approve" + (waiting.size() == 1 ? "" : " REQUEST"));
    }
    return ExitCode.OK;
  }
}
