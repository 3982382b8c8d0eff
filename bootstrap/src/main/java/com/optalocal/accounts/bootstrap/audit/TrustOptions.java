package com.optalocal.accounts.bootstrap.audit;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.DaemonAccess;
import com.optalocal.accounts.domain.audit.Checkpoint;
import com.optalocal.accounts.domain.audit.LogKeys;
import com.optalocal.accounts.domain.audit.TrustedLog;
import com.optalocal.accounts.domain.audit.WitnessPolicy;
import com.optalocal.accounts.domain.note.Hash;
import com.optalocal.accounts.domain.note.VerificationKey;
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
        .options("--witness", "KEY", "believe this witness, not the ones chosen here; repeatable")
        .option("--witnesses", "N", "how many of them must have cosigned; by default all");
  }

  static TrustOptions of(Invocation call) {
    Optional<VerifierKey> typed = call.option("--key", VerifierKey::parse);
    return typed.isPresent()
        ? new TrustOptions(
            new TrustedLog(logKey(typed.get()), wanted(call).orElse(WitnessPolicy.NONE)),
            Optional.empty())
        : of(call, DaemonAccess.of(call).call("audit.pinned"));
  }

  /// From an answer of the daemon about what it has seen; witnesses that were typed replace those
  /// that the device wants.
  static TrustOptions of(Invocation call, JsonValue.Fields seen) {
    TrustOptions stored = of(seen);
    return wanted(call)
        .map(typed ->
            new TrustOptions(new TrustedLog(stored.trusted().keys(), typed), stored.seen()))
        .orElse(stored);
  }

  /// From an answer of the daemon about what it has seen.
  private static TrustOptions of(JsonValue.Fields seen) {
    try {
      VerifierKey key = VerifierKey.parse(seen.text("key").orElse(""));
      JsonValue.Fields wanted = seen.fields("wanted").orElse(JsonValue.Fields.NONE);
      return new TrustOptions(
          new TrustedLog(
              new LogKeys(key, former(seen)),
              new WitnessPolicy(
                  wanted.texts("trust").stream().map(VerifierKey::parse).toList(),
                  wanted.number("quorum").orElse(0L).intValue())),
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

  /// What this device has pinned, and no witness: for what was only just cosigned by itself.
  static TrustedLog log(JsonValue.Fields seen) {
    return TrustedLog.of(of(seen).trusted().keys());
  }

  /// What was typed about witnesses; empty if nothing was.
  private static Optional<WitnessPolicy> wanted(Invocation call) {
    List<VerifierKey> witnesses = keys(call, "--witness");
    Optional<Integer> quorum = call.option("--witnesses", TrustOptions::count);
    if (witnesses.isEmpty() && quorum.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(policy(witnesses, quorum.orElse(witnesses.size())));
  }

  static List<VerifierKey> keys(Invocation call, String option) {
    List<VerifierKey> keys = new ArrayList<>();
    for (String text : call.options(option)) {
      try {
        keys.add(VerifierKey.parse(text));
      } catch (IllegalArgumentException refused) {
        throw CommandFailed.usage(
            "What was given for " + option + " cannot be used",
            String.valueOf(refused.getMessage()),
            "A witness prints its key with: opta audit verify --json");
      }
    }
    return keys;
  }

  static WitnessPolicy policy(List<VerifierKey> witnesses, int quorum) {
    try {
      return new WitnessPolicy(witnesses, quorum);
    } catch (IllegalArgumentException refused) {
      throw unusable(refused);
    }
  }

  private static List<LogKeys.Former> former(JsonValue.Fields seen) {
    return seen.objects("former").stream()
        .map(old ->
            new LogKeys.Former(
                VerificationKey.parse(old.text("key").orElse("")), old.number("last").orElse(-1L)))
        .toList();
  }

  private static LogKeys logKey(VerifierKey typed) {
    try {
      return LogKeys.of(typed);
    } catch (IllegalArgumentException refused) {
      throw unusable(refused);
    }
  }

  private static CommandFailed unusable(IllegalArgumentException refused) {
    return CommandFailed.usage(
        "These keys cannot be used together",
        String.valueOf(refused.getMessage()),
        "--key takes a log key, --witness a witness key");
  }

  static int count(String text) {
    if (!text.matches("0|[1-9][0-9]?")) {
      throw new IllegalArgumentException("it is a number from 0 to 99");
    }
    return Integer.parseInt(text);
  }
}
