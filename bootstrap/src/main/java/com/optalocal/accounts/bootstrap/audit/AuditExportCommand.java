package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.note.Note;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// `opta audit export`: the log as a file that `opta audit verify FILE` checks.
public final class AuditExportCommand implements Command {
  private static final String DEFAULT = "opta-audit-export.txt";

  @Override
  public Usage usage() {
    return Usage.of("Write the log to a file that anybody can check")
        .about("An owner's file holds every event; anybody else's holds the hashes of others'.")
        .option("--out", "FILE", "where to write; by default " + DEFAULT + " here")
        .example("opta audit export --out audit.txt");
  }

  @Override
  public ExitCode run(Invocation call) {
    DaemonAccess daemon = DaemonAccess.of(call);
    JsonValue.Fields newest = daemon.call("audit.list", JsonValue.fields().put("limit", 1).build());
    Note checkpoint =
        newest
            .text("checkpoint")
            .map(Note::parse)
            .orElseThrow(() ->
                new CommandFailed(
                    ExitCode.FAILED, "empty_log", "Nothing was recorded yet", "", ""));
    long size = Checkpoint.parse(checkpoint).size();
    Path file = Path.of(call.option("--out").orElse(DEFAULT));
    NewFile.write(
        file,
        out -> {
          out.write(LogFile.head(size));
          try {
            RemoteRecords.fetch(
                daemon,
                call.terminal(),
                size,
                records -> {
                  try {
                    for (EventRecord record : records) {
                      out.write(record.encoded() + "\n");
                    }
                  } catch (IOException refused) {
                    throw new UncheckedIOException(refused);
                  }
                });
          } catch (UncheckedIOException refused) {
            throw new IOException(refused.getCause());
          }
          out.write("checkpoint\n" + checkpoint.encoded());
        });
    call.terminal()
        .json(JsonValue.fields().put("file", file.toString()).put("events", size).build());
    call.terminal().done(size + " events written to " + file);
    call.terminal().next("Check it anywhere: ", "opta audit verify " + file);
    return ExitCode.OK;
  }
}
