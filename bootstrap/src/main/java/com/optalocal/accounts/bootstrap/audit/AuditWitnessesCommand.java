package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.domain.audit.WitnessPolicy;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.util.List;
import java.util.Optional;

/// `opta audit witnesses`: whose cosignatures this device wants before it believes the log.
public final class AuditWitnessesCommand implements Command {
  @Override
  public Usage usage() {
    return Usage.of("Show or choose the witnesses that opta audit verify wants")
        .about(
            "A witness is a device that has seen the log; it prints its key with",
            "opta audit verify --json. The choice stays on this device.")
        .options("--trust", "KEY", "want this witness, in place of the others; repeatable")
        .option("--quorum", "N", "how many of them must have cosigned; by default all")
        .flag("--none", "want none: the log's key is enough")
        .example("opta audit witnesses --trust KEY --trust KEY --quorum 1");
  }

  @Override
  public ExitCode run(Invocation call) {
    List<VerifierKey> trusted = TrustOptions.keys(call, "--trust");
    Optional<Integer> quorum = call.option("--quorum", TrustOptions::count);
    boolean none = call.has("--none");
    if (none && (!trusted.isEmpty() || quorum.isPresent())) {
      throw CommandFailed.usage(
          "--none goes with nothing else", "It takes all witnesses away", "Choose one of the two");
    }
    DaemonAccess daemon = DaemonAccess.of(call);
    JsonValue.Builder wish = JsonValue.fields();
    if (none || !trusted.isEmpty()) {
      WitnessPolicy policy = TrustOptions.policy(trusted, quorum.orElse(trusted.size()));
      wish.putTexts("trust", policy.witnesses()).put("quorum", policy.quorum());
    } else if (quorum.isPresent()) {
      int known = daemon.call("audit.witnesses").texts("trust").size();
      if (quorum.get() > known) {
        throw CommandFailed.usage(
            "More witnesses are wanted than are known",
            known + " are known here",
            "Name them: opta audit witnesses --trust KEY");
      }
      wish.put("quorum", quorum.get());
    }
    JsonValue.Fields wanted = daemon.call("audit.witnesses", wish.build());
    call.terminal().json(wanted);
    if (wanted.texts("trust").isEmpty()) {
      call.terminal().line("No witness is wanted: the log's key is enough");
      return ExitCode.OK;
    }
    call.terminal()
        .line(
            wanted.number("quorum").orElse(0L)
                + " of these must have cosigned what opta audit verify believes:");
    call.terminal().lines(wanted.texts("trust"));
    return ExitCode.OK;
  }
}
