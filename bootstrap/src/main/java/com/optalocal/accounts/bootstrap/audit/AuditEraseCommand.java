package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Prompt;
import com.optalocal.accounts.domain.UserId;
import java.util.Optional;

/// `opta audit erase [PERSON]`: takes a person's values out of the log, for good.
public final class AuditEraseCommand implements Command {
  private static final String WORD = "erase";

  @Override
  public Usage usage() {
    return Usage.of("Take a person's values out of the log, for good")
        .about(
            "Only the person themselves, or an owner, may. What happened, when, and every",
            "proof stay; who it happened to does not. The erasure itself is recorded.")
        .takes("PERSON", "the id of a user; by default you")
        .flag("--yes", "do not ask")
        .example("opta audit erase --yes");
  }

  @Override
  public ExitCode run(Invocation call) {
    Optional<UserId> person =
        call.positional(0).map(given -> call.positional(0, "PERSON", UserId::new));
    if (!call.has("--yes")) {
      confirm(call.terminal().prompt());
    }
    JsonValue.Builder wish = JsonValue.fields();
    person.ifPresent(whose -> wish.put("person", whose.value()));
    JsonValue.Fields erased = DaemonAccess.of(call).call("audit.erase", wish.build());
    long events = erased.number("events").orElse(0L);
    call.terminal()
        .done(
            events == 0
                ? "The log holds no values of this person"
                : "Values were taken out of " + events + (events == 1 ? " event" : " events"));
    call.terminal().next("The log still holds together: ", "opta audit verify");
    call.terminal().json(erased);
    return ExitCode.OK;
  }

  private static void confirm(Prompt prompt) {
    if (!prompt.isInteractive()) {
      throw CommandFailed.usage(
          "Nobody is here to confirm",
          "What is erased cannot be brought back",
          "If it is meant: opta audit erase --yes");
    }
    if (!prompt.line("This cannot be undone. Type erase to go on:").orElse("").equals(WORD)) {
      throw new CommandFailed(
          ExitCode.FAILED, "not_confirmed", "Nothing was erased", "It was not confirmed", "");
    }
  }
}
