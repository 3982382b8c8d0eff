package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.domain.license.LicenseId;

/// `opta license revoke`: takes a license back on the portal.
final class RevokeCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Take a license back, as an owner")
        .about("Devices learn it at their next refresh, at the latest when their air gap ends.")
        .needs("ID", "as in `opta license list`")
        .example("opta license revoke lic_01JD4Z8K2V7Q3M5N9P1R6S8T0W");
  }

  @Override
  public ExitCode run(Invocation call) {
    LicenseId id = call.positional(0, "ID", LicenseId::new);
    JsonValue.Fields revoked =
        DaemonAccess.of(call)
            .call("license.revoke", JsonValue.fields().put("id", id.value()).build());
    call.terminal().done("Took license " + id + " back");
    call.terminal().json(revoked);
    return ExitCode.OK;
  }
}
