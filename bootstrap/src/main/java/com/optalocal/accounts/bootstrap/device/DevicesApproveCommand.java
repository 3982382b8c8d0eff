package com.optalocal.accounts.bootstrap.device;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Ago;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// `opta account devices approve`: lets a new device in, for whoever types its six words here.
public final class DevicesApproveCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Let a new device in, with the six words that it shows")
        .takes("REQUEST", "which one, by its device's name or the request's id, if several wait")
        .option("--words", "-", "read the words from standard input")
        .example("opta account devices approve");
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
        choose(daemon.call("devices.list").objects("waiting"), call.positional(0));
    Terminal terminal = call.terminal();
    terminal.step(
        request.text("deviceName").orElse("A device")
            + " asked to be let in "
            + request.text("created").map(Instant::parse).map(Ago::of).orElse(""));
    terminal.line("Go on only if that device is in front of you and is yours.");
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

  private static JsonValue.Fields choose(List<JsonValue.Fields> waiting, Optional<String> wanted) {
    List<JsonValue.Fields> fitting =
        waiting.stream()
            .filter(request ->
                wanted.isEmpty()
                    || request.text("request").equals(wanted)
                    || request.text("deviceName").equals(wanted))
            .toList();
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    if (fitting.isEmpty()) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "nothing_waits",
          wanted.isEmpty() ? "No device waits to be let in" : "No such device waits to be let in",
          "A request stands for 15 minutes",
          "On the new device: opta login");
    }
    List<String> ids =
        fitting.stream()
            .map(request ->
                request.text("request").orElse("")
                    + " ("
                    + request.text("deviceName").orElse("")
                    + ")")
            .toList();
    throw CommandFailed.usage(
        "Several devices wait; say which one",
        String.join(", ", ids),
        "opta account devices approve REQUEST");
  }
}
