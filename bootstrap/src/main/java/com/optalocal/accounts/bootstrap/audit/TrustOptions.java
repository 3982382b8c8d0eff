package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.TrustedLog;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.VerifierKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whom `opta audit verify` and `prove` believe: what the person typed, else what this device has
/// pinned. Never a key from the file.
record TrustOptions(TrustedLog trusted, Optional<Checkpoint> seen) {
  static Usage with(Usage usage) {
    return usage
        .option("--key", "KEY", "trust this log key; by default the one this device has pinned")
        .options("--witness", "KEY", "a witness to believe; may come several times")
        .option("--witnesses", "N", "how many of them must have cosigned; by default all");
  }

  static TrustOptions of(Invocation call) {
    List<VerifierKey> witnesses = new ArrayList<>();
    for (String text : call.options("--witness")) {
      try {
        witnesses.add(VerifierKey.parse(text));
      } catch (IllegalArgumentException refused) {
        throw CommandFailed.usage(
            "What was given for --witness cannot be used",
            String.valueOf(refused.getMessage()),
            "A witness prints its key with: opta audit verify --json");
      }
    }
    int quorum = call.option("--witnesses", TrustOptions::count).orElse(witnesses.size());
    Optional<VerifierKey> typed = call.option("--key", VerifierKey::parse);
    if (typed.isPresent()) {
      return new TrustOptions(trusted(typed.get(), witnesses, quorum), Optional.empty());
    }
    JsonValue.Fields pinned = DaemonAccess.of(call).call("audit.pinned");
    return of(pinned, witnesses, quorum);
  }

  /// From an answer of the daemon about what it has seen.
  static TrustOptions of(JsonValue.Fields seen, List<VerifierKey> witnesses, int quorum) {
    try {
      VerifierKey key = VerifierKey.parse(seen.text("key").orElse(""));
      return new TrustOptions(
          trusted(key, witnesses, quorum),
          Optional.of(
              new Checkpoint(
                  key.name(),
                  seen.number("size").orElse(0L),
                  Hash.parse(seen.text("root").orElse("")))));
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailed(
          ExitCode.FAILED, "no_answer", "The daemon's answer is not understood", "", "");
    }
  }

  private static TrustedLog trusted(VerifierKey key, List<VerifierKey> witnesses, int quorum) {
    try {
      return new TrustedLog(key, witnesses, quorum);
    } catch (IllegalArgumentException refused) {
      throw CommandFailed.usage(
          "These keys cannot be used together",
          String.valueOf(refused.getMessage()),
          "--key takes a log key, --witness a witness key");
    }
  }

  private static int count(String text) {
    if (!text.matches("0|[1-9][0-9]?")) {
      throw new IllegalArgumentException("it is a number from 0 to 99");
    }
    return Integer.parseInt(text);
  }
}
