package com.optalocal.accounts.bootstrap.vault;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.daemon.SyncedLines;

/// `opta account sync`: brings this device's keys up to date.
public final class SyncCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Bring this device's keys up to date").example("opta account sync");
  }

  @Override
  public ExitCode run(Invocation call) {
    JsonValue.Fields pulled = DaemonAccess.of(call).call("vault.pull");
    SyncedLines.show(call.terminal(), pulled);
    call.terminal().json(pulled);
    return ExitCode.OK;
  }
}
