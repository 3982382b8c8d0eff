package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.note.Note;
import java.nio.file.Path;

/// `opta audit compare FILE`: is what this device is shown the history that another was shown.
public final class AuditCompareCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Compare this log with a file from another device")
        .about(
            "A portal that shows two devices two histories is found when they compare.",
            "Hand the file over by a way that does not lead through the portal.")
        .needs("FILE", "what opta audit prove or export wrote there, or a checkpoint")
        .example("opta audit compare from-desktop.txt");
  }

  @Override
  public ExitCode run(Invocation call) {
    Note elsewhere = CheckpointFile.read(call.positional(0, "FILE", Path::of));
    JsonValue.Fields here =
        DaemonAccess.of(call)
            .call(
                "audit.compare", JsonValue.fields().put("checkpoint", elsewhere.encoded()).build());
    long size = Checkpoint.parse(elsewhere).size();
    call.terminal()
        .done(
            "One history: "
                + size
                + " events there, "
                + here.number("size").orElse(0L)
                + " here, and the smaller begins the larger");
    call.terminal()
        .json(
            JsonValue.fields()
                .put("one", true)
                .put("here", here.number("size").orElse(0L))
                .put("elsewhere", size)
                .build());
    return ExitCode.OK;
  }
}
