package com.optalocal.accounts.bootstrap.openclaw;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.InputItems;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.domain.openclaw.OpenClawId;
import java.util.Iterator;

/// `opta openclaw id`: the id that logs and model servers show for a scope.
public final class OpenClawIdCommand implements Command {
  private static final int MAX_BYTES = 1 << 20;

  @Override
  public Usage usage() {
    return InputItems.usage(
            Usage.of("Show the OpenClaw ID of a scope"), "SCOPE", "what the id is made of")
        .about(
            "White space around a scope is no part of it. The id attributes and proves",
            "nothing: whoever knows a scope can compute it. Prints one line for each scope.")
        .example("opta openclaw id team-a/builder")
        .example("cut -f1 scopes.tsv | opta openclaw id -");
  }

  @Override
  public ExitCode run(Invocation call) {
    Iterator<InputItems.Item> scopes = InputItems.of(call, MAX_BYTES);
    for (long position = 1; scopes.hasNext(); position++) {
      OpenClawId id = id(scopes.next(), position);
      if (call.terminal().isJson()) {
        call.terminal().jsonLine(JsonValue.fields().put("ok", true).put("id", id.value()).build());
      } else {
        call.terminal().raw(id.value());
      }
    }
    return ExitCode.OK;
  }

  private static OpenClawId id(InputItems.Item scope, long position) {
    if (!scope.isWhole()) {
      throw CommandFailed.usage(
          "Scope " + position + " cannot be read",
          "It is longer than " + MAX_BYTES + " bytes or is not UTF-8",
          "Where the shell's locale is not UTF-8, pass it on standard input");
    }
    try {
      return OpenClawId.of(scope.text());
    } catch (IllegalArgumentException blank) {
      throw CommandFailed.usage(
          "Scope " + position + " has no id", "A scope must not be blank", "");
    }
  }
}
