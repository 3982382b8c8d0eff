package com.optalocal.accounts.bootstrap.vault;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.daemon.SyncedLines;
import com.optalocal.accounts.bootstrap.license.LicensedHome;

/// `opta account sync`: brings this device's keys, then its licenses, up to date.
public final class SyncCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Bring this device's keys and licenses up to date")
        .example("opta account sync");
  }

  @Override
  public ExitCode run(Invocation call) {
    DaemonAccess daemon = DaemonAccess.of(call);
    JsonValue.Fields pulled = daemon.call("vault.pull");
    SyncedLines.show(call.terminal(), pulled);
    refreshLicenses(call, daemon);
    call.terminal().json(pulled);
    return ExitCode.OK;
  }

  /// Keys are in place by now, whatever becomes of this.
  private static void refreshLicenses(Invocation call, DaemonAccess daemon) {
    try {
      LicensedHome.remember(call.home(), daemon.call("license.refresh"));
    } catch (CommandFailed failed) {
      boolean nothingToFetch =
          failed.code().equals("no_license_authority") || failed.code().equals("not_enrolled");
      if (!nothingToFetch) {
        call.terminal().warn("Licenses were not refreshed: " + failed.what());
      }
    }
  }
}
