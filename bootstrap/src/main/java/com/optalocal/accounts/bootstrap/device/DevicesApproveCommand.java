package com.optalocal.accounts.bootstrap.device;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Terminal;

/// `opta account devices approve`: lets a new device in, for whoever types its six words here.
public final class DevicesApproveCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Let a new device in, with the six words that it shows")
        .takes("REQUEST", "which one, by name or request, if several wait")
        .option("--words", "-", "read the words from standard input")
        .example("opta devices approve");
  }

  @Override
  public ExitCode run(Invocation call) {
    if (call.option("--words").filter(source -> !source.equals("-")).isPresent()) {
      throw CommandFailed.usage(
          "The words do not belong on the command line",
          "Other programs could read them there",
          "Type them when asked, or pipe them in: --words -");
    }
    DaemonAccess daemon = DaemonAccess.of(call);
    JsonValue.Fields request =
        WaitingDevices.choose(daemon.call("devices.list").objects("waiting"), call.positional(0));
    Terminal terminal = call.terminal();
    terminal.step(
        WaitingDevices.name(request)
            + " asked to be let in "
            + WaitingDevices.asked(request)
            + ", request "
            + request.text("shortId").orElse(""));
    terminal.line("Go on only if that device is in front of you and is yours");
    terminal.flush();
    String words =
        terminal
            .prompt()
            .line("  Its six words:")
            .filter(typed -> !typed.isBlank())
            .orElseThrow(() ->
                CommandFailed.usage(
                    "There are no words", "", "Type the six words that the new device shows"));
    JsonValue.Fields approved =
        daemon.call(
            "devices.approve",
            JsonValue.fields()
                .put("request", request.text("request").orElse(""))
                .put("words", words)
                .build());
    terminal.done(approved.text("device").orElse("The device") + " can open your vault now");
    terminal.json(approved);
    return ExitCode.OK;
  }
}
