package com.optalocal.accounts.bootstrap.portal;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.domain.audit.LogKeySuccession;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.nio.file.Files;
import java.util.Optional;

/// `opta portal log-key rotate`: a new key for the audit log, which the old one signs.
public final class LogKeyRotateCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Give the audit log a new key, signed by the old one")
        .about(
            "The portal must not be running. Devices follow at their next sync; whoever",
            "checks files elsewhere needs the new key from you.")
        .example("opta portal log-key rotate");
  }

  @Override
  public ExitCode run(Invocation call) {
    PortalStart start = new PortalStart(call);
    if (Files.notExists(start.folder().resolve("opta.db"))) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "no_portal",
          "There is no portal on this machine",
          "It has no files here",
          "Start one: opta up");
    }
    Optional<PortalLock> claimed = PortalLock.claim(start.folder());
    if (claimed.isEmpty()) {
      throw new CommandFailed(
          ExitCode.CONFLICT,
          "portal_runs",
          "The portal is running",
          "It signs with the old key as long as it runs",
          "Stop it, then try again");
    }
    LogKeySuccession next;
    try (PortalLock lock = claimed.get();
        PortalProgram portal = start.open()) {
      lock.describe("");
      next = portal.rotateLogKey();
    } catch (StoreUnavailable unwritable) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "not_written",
          "The key was not changed, or not to the end",
          String.valueOf(unwritable.getMessage()),
          "See to the disk, then start the portal: it finishes what was begun");
    }
    VerifierKey key =
        new VerifierKey(next.origin(), VerifierKey.Algorithm.ED25519, next.successor());
    call.terminal().done("The audit log has a new key");
    call.terminal().line(call.terminal().copyable(key.toString()));
    call.terminal().line("The old key signed " + next.size() + " events, and signs nothing more");
    call.terminal().next("Devices follow at their next sync. Start the portal: ", "opta up");
    call.terminal()
        .json(
            JsonValue.fields()
                .put("ok", true)
                .put("key", key.toString())
                .put("former", next.key().toString())
                .put("size", next.size())
                .build());
    return ExitCode.OK;
  }
}
