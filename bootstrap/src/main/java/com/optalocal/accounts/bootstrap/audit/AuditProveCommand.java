package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.domain.audit.AuditEventId;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.LogFault;
import com.optalocal.accounts.domain.audit.ProvenEvent;
import com.optalocal.accounts.domain.audit.TrustedLog;
import java.nio.file.Path;
import java.util.Optional;

/// `opta audit prove EVENT`: the proof of one event as a file, checked before it is written.
public final class AuditProveCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Write the proof of an event to a file")
        .about("Anybody who trusts the log's key can check the file, offline.")
        .needs("EVENT", "the id of the event, as in opta audit list --json")
        .option("--out", "FILE", "where to write; by default EVENT.tlog-proof here")
        .example("opta audit prove aud_01ARZ3NDEKTSV4RRFFQ69G5FAV");
  }

  @Override
  public ExitCode run(Invocation call) {
    AuditEventId id = call.positional(0, "EVENT", AuditEventId::new);
    DaemonAccess daemon = DaemonAccess.of(call);
    TrustedLog trusted = TrustOptions.log(daemon.call("audit.verify"));
    JsonValue.Fields answer =
        daemon.call("audit.prove", JsonValue.fields().put("event", id.value()).build());
    ProvenEvent proof = ProvenEvent.parse(answer.text("proof").orElse(""));
    Optional<LogFault> fault = proof.fault(trusted);
    if (fault.isPresent()) {
      throw new CommandFailed(
          ExitCode.INTEGRITY,
          "audit_" + fault.get().kind().code().replace('-', '_'),
          "The portal's proof does not hold",
          fault.get().words(),
          "Recompute the log: opta audit verify");
    }
    Path file = Path.of(call.option("--out").orElse(id + ".tlog-proof"));
    NewFile.write(file, proof.encoded());
    Checkpoint tree = Checkpoint.parse(proof.checkpoint());
    int cosignatures = proof.checkpoint().signatures().size() - 1;
    call.terminal()
        .json(
            JsonValue.fields()
                .put("event", id.value())
                .put("index", proof.event().index())
                .put("size", tree.size())
                .put("cosignatures", cosignatures)
                .put("key", trusted.key().toString())
                .put("file", file.toString())
                .build());
    call.terminal()
        .done("Event " + proof.event().index() + " is proven in a log of " + tree.size());
    call.terminal()
        .line(
            "Cosigned by "
                + cosignatures
                + (cosignatures == 1 ? " device" : " devices")
                + "; written to "
                + file);
    call.terminal().next("Check it anywhere: ", "opta audit verify " + file);
    return ExitCode.OK;
  }
}
