package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.bootstrap.terminal.Spinner;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.EventRecord;
import com.optalocal.accounts.domain.audit.LogFault;
import com.optalocal.accounts.domain.audit.LogVerification;
import com.optalocal.accounts.domain.audit.ProvenEvent;
import com.optalocal.accounts.domain.note.Note;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `opta audit verify [FILE]`: the portal's log, held against what this device has seen and
/// recomputed from the first event on; or a file, offline.
public final class AuditVerifyCommand implements Command {
  @Override
  public Usage usage() {
    return TrustOptions.with(
            Usage.of("Recompute the log, or check a file offline")
                .about(
                    "Without FILE, fetches the log and recomputes all of it.",
                    "FILE is a proof or an exported log; no network is used. What it says about",
                    "its own key is not believed.")
                .takes("FILE", "what opta audit prove or export wrote"))
        .example("opta audit verify login.tlog-proof");
  }

  @Override
  public ExitCode run(Invocation call) {
    Optional<String> file = call.positional(0);
    return file.isPresent() ? file(call, Path.of(file.get())) : log(call);
  }

  private static ExitCode log(Invocation call) {
    DaemonAccess daemon = DaemonAccess.of(call);
    JsonValue.Fields seen = daemon.call("audit.verify");
    TrustOptions trust = TrustOptions.of(call, seen);
    Checkpoint head = trust.seen().orElseThrow();
    List<Checkpoint> expected = new ArrayList<>(List.of(head));
    Optional<Checkpoint> witnessed = witnessed(trust, seen.text("cosigned"));
    witnessed.ifPresent(expected::add);
    LogVerification verification = new LogVerification(trust.trusted().log(), expected);
    RemoteRecords.fetch(daemon, call.terminal(), head.size(), verification::addAll);
    JsonValue.Fields keys =
        JsonValue.fields()
            .put("key", trust.trusted().key().toString())
            .putOrNull("witness", seen.text("witness"))
            .put("witnessed", witnessed.map(Checkpoint::size).orElse(0L))
            .build();
    return report(call.terminal(), verification.finish(), head, keys);
  }

  /// The checkpoint that enough of the wanted witnesses have cosigned; empty if none are wanted.
  private static Optional<Checkpoint> witnessed(TrustOptions trust, Optional<String> cosigned) {
    if (trust.trusted().policy().quorum() == 0) {
      return Optional.empty();
    }
    Note note =
        cosigned
            .map(Note::parse)
            .orElseThrow(() ->
                new CommandFailed(
                    ExitCode.INTEGRITY,
                    "audit_not_witnessed",
                    "The log cannot be believed",
                    "No witness has cosigned it",
                    "Let the witnesses sync: opta account sync on each of them"));
    Optional<LogFault> fault = trust.trusted().fault(note);
    if (fault.isPresent()) {
      throw new CommandFailed(
          ExitCode.INTEGRITY,
          "audit_" + fault.get().kind().code().replace('-', '_'),
          "The log cannot be believed",
          Character.toUpperCase(fault.get().words().charAt(0)) + fault.get().words().substring(1),
          "Let the witnesses sync: opta account sync on each of them");
    }
    return Optional.of(Checkpoint.parse(note));
  }

  private static ExitCode file(Invocation call, Path file) {
    TrustOptions trust = TrustOptions.of(call);
    try (Reader reader = Files.newBufferedReader(file)) {
      return CheckpointFile.isExport(reader)
          ? export(call.terminal(), trust, new LogFile(reader))
          : proof(call.terminal(), trust, reader);
    } catch (CharacterCodingException notText) {
      throw CheckpointFile.unreadable("It is not UTF-8 text");
    } catch (IOException refused) {
      throw CheckpointFile.notThere(refused);
    } catch (IllegalArgumentException malformed) {
      throw CheckpointFile.unreadable(String.valueOf(malformed.getMessage()));
    }
  }

  private static ExitCode proof(Terminal terminal, TrustOptions trust, Reader reader)
      throws IOException {
    ProvenEvent proof = ProvenEvent.parse(CheckpointFile.text(reader));
    Optional<LogFault> fault = proof.fault(trust.trusted());
    if (fault.isPresent()) {
      throw faulty(fault.get());
    }
    Checkpoint tree = Checkpoint.parse(proof.checkpoint());
    int witnesses = trust.trusted().seenBy(proof.checkpoint()).size();
    terminal.json(
        JsonValue.fields()
            .put("genuine", true)
            .put("kind", "proof")
            .put("origin", tree.origin())
            .put("index", proof.event().index())
            .put("size", tree.size())
            .put("witnesses", witnesses)
            .put("event", proof.event().encoded())
            .build());
    terminal.done(
        "Event " + proof.event().index() + " stands in the log of " + tree.size() + " events");
    proof
        .event()
        .encoded()
        .lines()
        .skip(2)
        .filter(line -> !line.startsWith("commit "))
        .map(line -> line.replaceFirst("^reveal (\\S+) \\S+ ", "$1 ").replaceFirst("^open ", ""))
        .forEach(terminal::line);
    terminal.line("Signed by the key that is trusted for " + tree.origin());
    return ExitCode.OK;
  }

  private static ExitCode export(Terminal terminal, TrustOptions trust, LogFile file)
      throws IOException {
    LogVerification verification;
    Checkpoint head;
    try (Spinner spinner = terminal.busy("Checking")) {
      // the checkpoint comes last, so what the tree was is kept until then
      List<Checkpoint> seen = new ArrayList<>();
      trust.seen().filter(checkpoint -> checkpoint.size() <= file.size()).ifPresent(seen::add);
      verification = new LogVerification(trust.trusted().log(), seen);
      for (List<EventRecord> some = file.next(); !some.isEmpty(); some = file.next()) {
        verification.addAll(some);
        spinner.say("Checked " + verification.size() + " of " + file.size() + " events");
      }
      Note checkpoint = file.checkpoint();
      Optional<LogFault> fault = trust.trusted().fault(checkpoint);
      if (fault.isPresent()) {
        throw faulty(fault.get());
      }
      head = Checkpoint.parse(checkpoint);
    }
    return report(terminal, verification.finish(head), head, JsonValue.Fields.NONE);
  }

  private static ExitCode report(
      Terminal terminal, LogVerification.Report report, Checkpoint head, JsonValue.Fields keys) {
    JsonValue.Builder json =
        JsonValue.fields()
            .put("genuine", report.isGenuine())
            .put("kind", "log")
            .put("origin", head.origin())
            .put("size", head.size())
            .put("events", report.events())
            .putAll(keys)
            .putTexts("hashOnly", report.hashOnly().ranges())
            .put(
                "faults",
                new JsonValue.Array(
                    report.faults().stream().map(AuditVerifyCommand::fault).toList()));
    terminal.json(json.build());
    if (!report.isGenuine()) {
      report.faults().forEach(fault -> terminal.bad(fault.words()));
      terminal.line("Keep this device as it is, and show it to an auditor");
      return ExitCode.INTEGRITY;
    }
    terminal.done(report.events() + " events make exactly the tree that the log has signed");
    if (!report.hashOnly().isEmpty()) {
      terminal.line(
          "By their hash only: "
              + report.hashOnly().count()
              + " events ("
              + brief(report.hashOnly().toString())
              + ")");
    }
    return ExitCode.OK;
  }

  private static String brief(String ranges) {
    return ranges.length() <= 60 ? ranges : ranges.substring(0, 57) + "...";
  }

  private static JsonValue fault(LogFault fault) {
    return JsonValue.fields()
        .put("fault", fault.kind().code())
        .put("at", fault.at())
        .put("words", fault.words())
        .build();
  }

  private static CommandFailed faulty(LogFault fault) {
    return new CommandFailed(
        ExitCode.INTEGRITY,
        "audit_" + fault.kind().code().replace('-', '_'),
        "The file cannot be believed",
        Character.toUpperCase(fault.words().charAt(0)) + fault.words().substring(1),
        "Fetch it again; if it stays, show it to an auditor");
  }
}
