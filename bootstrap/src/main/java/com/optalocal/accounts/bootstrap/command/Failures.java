package com.optalocal.accounts.bootstrap.command;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.terminal.Terminal;

/// Shows a refusal: three lines for people, one object for programs.
final class Failures {
  private Failures() {}

  static void show(Terminal terminal, CommandFailed failed) {
    if (!terminal.isJson()) {
      terminal.failed(failed.what(), failed.why(), failed.next());
      return;
    }
    terminal.json(
        JsonValue.fields()
            .put("ok", false)
            .put("kind", failed.exit().kind())
            .put("code", failed.code())
            .put("title", failed.what())
            .put("detail", failed.why())
            .put("next", failed.next())
            .build());
  }
}
