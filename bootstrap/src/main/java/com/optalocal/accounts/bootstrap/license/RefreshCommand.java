package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.daemon.SyncedLines;

/// `opta license refresh`: fetches licenses and the signed time.
final class RefreshCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Fetch this device's licenses, and the time signed for it, from the portal")
        .about("The daemon does this by itself twice a day.")
        .example("opta license refresh");
  }

  @Override
  public ExitCode run(Invocation call) {
    JsonValue.Fields refreshed = DaemonAccess.of(call).call("license.refresh");
    LicensedHome.remember(call.home(), refreshed);
    call.terminal()
        .done(
            "This device holds "
                + SyncedLines.count(refreshed.number("held").orElse(0L), "license"));
    refreshed
        .fields("license")
        .ifPresent(license -> LicenseLines.of(license).forEach(call.terminal()::line));
    call.terminal().json(refreshed);
    return ExitCode.OK;
  }
}
