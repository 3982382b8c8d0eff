package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Spinner;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.domain.audit.EventRecord;
import java.util.List;
import java.util.function.Consumer;

/// The portal's log, page by page, with progress.
final class RemoteRecords {
  private static final int PAGE = 1000;

  private RemoteRecords() {}

  /// Hands the first `size` events on, page by page and in order. A portal that sends fewer is
  /// noticed by whoever counts them.
  static void fetch(
      DaemonAccess daemon, Terminal terminal, long size, Consumer<List<EventRecord>> sink) {
    try (Spinner spinner = terminal.busy("Reading the log")) {
      long from = 0;
      while (from < size) {
        spinner.say("Reading the log: " + from + " of " + size + " events");
        List<EventRecord> page = page(daemon, from, Math.min(PAGE, size - from));
        if (page.isEmpty()) {
          return;
        }
        sink.accept(page);
        from = Math.max(from + 1, page.getLast().index() + 1);
      }
    }
  }

  private static List<EventRecord> page(DaemonAccess daemon, long from, long limit) {
    JsonValue.Fields answer =
        daemon.call(
            "audit.records",
            JsonValue.fields().put("from", Long.toString(from)).put("limit", limit).build());
    try {
      return answer.texts("records").stream().map(EventRecord::parse).toList();
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailed(
          ExitCode.FAILED, "no_answer", "The daemon's answer is not understood", "", "");
    }
  }
}
