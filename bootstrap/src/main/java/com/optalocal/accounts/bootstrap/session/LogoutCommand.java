package com.optalocal.accounts.bootstrap.session;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;

/// `opta logout`: ends this device's session. Its keys to the vault stay, so that the next login
/// needs no approval.
public final class LogoutCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Sign out on this device")
        .about("The device stays one of yours: the next login brings its keys back.")
        .example("opta logout");
  }

  @Override
  public ExitCode run(Invocation call) {
    JsonValue.Fields ended = SessionEnd.of(call.terminal(), DaemonAccess.of(call));
    if (ended.isTrue("signedOut")) {
      call.terminal().done("Signed out on this device");
    } else {
      call.terminal().line("Nobody is signed in on this device");
    }
    call.terminal().json(ended);
    return ExitCode.OK;
  }
}
