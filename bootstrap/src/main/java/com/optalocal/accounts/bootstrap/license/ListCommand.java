package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Columns;

/// `opta license list`: what the organization has, as the portal keeps it.
final class ListCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("List the organization's licenses, as the portal keeps them")
        .example("opta license list --json");
  }

  @Override
  public ExitCode run(Invocation call) {
    JsonValue.Fields listed = DaemonAccess.of(call).call("license.list");
    Columns rows = new Columns();
    for (JsonValue.Fields license : listed.objects("licenses")) {
      rows.row(
          license.text("id").orElse(""),
          license.text("product").orElse(""),
          "until " + license.text("notAfter").orElse(""),
          license.text("device").isPresent() ? "one device" : "any device",
          license.text("revokedAt").isPresent() ? "revoked" : "");
    }
    if (rows.isEmpty()) {
      call.terminal().line("The organization has no licenses yet");
    } else {
      call.terminal().lines(rows.lines());
    }
    for (JsonValue.Fields issuer : listed.objects("issuers")) {
      call.terminal()
          .line(
              "Key list of "
                  + (issuer.text("prefix").orElse("-").equals("-")
                      ? "Opta"
                      : issuer.text("prefix").orElse(""))
                  + ": version "
                  + issuer.number("version").orElse(0L)
                  + ", until "
                  + issuer.text("notAfter").orElse(""));
    }
    call.terminal()
        .line(
            "The portal's time key: "
                + call.terminal().copyable(listed.text("timeKey").orElse("-")));
    call.terminal().json(listed);
    return ExitCode.OK;
  }
}
