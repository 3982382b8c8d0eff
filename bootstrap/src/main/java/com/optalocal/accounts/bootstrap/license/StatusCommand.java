package com.optalocal.accounts.bootstrap.license;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.util.List;

/// `opta license status`: what this device's licenses are worth now, without the portal.
final class StatusCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Show what this device's licenses are worth, without the portal")
        .about("Ends with 0 also when none works; --json says `usable` for each.")
        .example("opta license status --json");
  }

  @Override
  public ExitCode run(Invocation call) {
    JsonValue.Fields status = DaemonAccess.of(call).call("license.status");
    show(call.terminal(), status);
    call.terminal().json(status);
    return ExitCode.OK;
  }

  static void show(Terminal terminal, JsonValue.Fields status) {
    List<JsonValue.Fields> licenses = status.objects("licenses");
    if (!status.isTrue("enrolled")) {
      terminal.line("No device of yours is enrolled here");
      terminal.next("Sign in: ", "opta login");
      return;
    }
    if (licenses.isEmpty()) {
      terminal.line("This device holds no license; your own keys never need one");
    }
    for (JsonValue.Fields license : licenses) {
      LicenseLines.of(license).forEach(terminal::line);
      license
          .fields("license")
          .flatMap(terms -> terms.text("notAfter"))
          .ifPresent(end -> terminal.line("Ends: " + end));
      terminal.blank();
    }
    terminal.line("This device's key: " + terminal.copyable(status.text("device").orElse("-")));
    status
        .text("lastContact")
        .ifPresent(contact -> terminal.line("Last signed contact: " + contact));
    terminal.next("Fetch them anew: ", "opta license refresh");
  }
}
