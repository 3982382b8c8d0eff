package com.optalocal.accounts.bootstrap.daemon;

import com.optalocal.accounts.adapters.http.DaemonAnswer;
import com.optalocal.accounts.adapters.http.DaemonClient;
import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.adapters.http.OperationProblem;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.home.SystemRandom;
import com.optalocal.accounts.bootstrap.settings.Settings;
import com.optalocal.accounts.domain.session.PortalUrl;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// This home's daemon as commands see it: it is there when it is needed, and what it refuses comes
/// out as [CommandFailed].
public final class DaemonAccess {
  /// Longer than the portal may take for any step of a login.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// As long as a daemon may take to end.
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(15);

  private static final Duration LOOK_EVERY = Duration.ofMillis(15);

  private final DaemonClient client;
  private final DaemonStarter starter;
  private final Invocation from;

  private DaemonAccess(DaemonClient client, DaemonStarter starter, Invocation from) {
    this.client = client;
    this.starter = starter;
    this.from = from;
  }

  public static DaemonAccess of(Invocation call) {
    DaemonClient client = new DaemonClient(call.home().runtime(), new SystemRandom(), PATIENCE);
    return new DaemonAccess(
        client, new DaemonStarter(call.environment(), call.home(), call.terminal(), client), call);
  }

  public JsonValue.Fields call(String operation) {
    return call(operation, JsonValue.Fields.NONE);
  }

  /// Calls an operation, starting the daemon first if none runs. The answer has `"ok": true`.
  public JsonValue.Fields call(String operation, JsonValue.Fields payload) {
    DaemonAnswer answer = ask(operation, payload);
    if (isAbsent(answer)) {
      starter.start(Optional.empty());
      answer = client.call(operation, payload);
    }
    return fieldsOf(answer);
  }

  /// Calls an operation; empty if no daemon runs. Starts none.
  public Optional<JsonValue.Fields> callIfRunning(String operation) {
    DaemonAnswer answer = ask(operation, JsonValue.Fields.NONE);
    return isAbsent(answer) ? Optional.empty() : Optional.of(fieldsOf(answer));
  }

  public DaemonStarter starter() {
    return starter;
  }

  /// Asks, and waits for a daemon that is stopping to be gone: until it is, no other can start.
  private DaemonAnswer ask(String operation, JsonValue.Fields payload) {
    DaemonAnswer answer = client.call(operation, payload);
    if (!(answer instanceof DaemonAnswer.Stopping)) {
      return answer;
    }
    long until = System.nanoTime() + STOPS_WITHIN.toNanos();
    while ((answer instanceof DaemonAnswer.Stopping || answer instanceof DaemonAnswer.Stale)
        && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      answer = client.call(operation, payload);
    }
    return answer;
  }

  private static boolean isAbsent(DaemonAnswer answer) {
    return answer instanceof DaemonAnswer.NotRunning
        || answer instanceof DaemonAnswer.Stale
        || answer instanceof DaemonAnswer.Stopping
        || answer instanceof DaemonAnswer.Impostor;
  }

  private JsonValue.Fields fieldsOf(DaemonAnswer answer) {
    return switch (answer) {
      case DaemonAnswer.Done(JsonValue.Fields fields) -> fields;
      case DaemonAnswer.Failed(OperationProblem problem) -> throw failed(problem);
      case DaemonAnswer.Unsafe(String why) ->
          throw new CommandFailed(
              ExitCode.FAILED, "unsafe_file", "The daemon's address cannot be trusted", why, "");
      case DaemonAnswer.Silent() ->
          throw new CommandFailed(
              ExitCode.FAILED,
              "no_answer",
              "The daemon did not finish its answer",
              "It was stopped or is stuck; what was asked for may have happened",
              "Look before you repeat it: opta status, opta keys list");
      case DaemonAnswer.NotRunning() -> throw absent();
      case DaemonAnswer.Stale() -> throw absent();
      case DaemonAnswer.Stopping() -> throw absent();
      case DaemonAnswer.Impostor() ->
          throw new CommandFailed(
              ExitCode.INTEGRITY,
              "impostor",
              "Another program answers in the daemon's place",
              "It could not prove to be the daemon; nothing was sent to it",
              "Find out who listens there; then: opta daemon stop, opta daemon start");
    };
  }

  /// A session stays with the portal that opened it, so the one that is out of reach need not be
  /// the one that the settings name by now.
  private CommandFailed failed(OperationProblem problem) {
    CommandFailed failed = CommandFailed.of(problem);
    if (!failed.exit().equals(ExitCode.OFFLINE)) {
      return failed;
    }
    PortalUrl setting = Settings.load(from.environment(), from.home()).portal();
    return !failed.why().contains("://") || failed.why().endsWith(setting.value())
        ? failed
        : new CommandFailed(
            failed.exit(),
            failed.code(),
            failed.what(),
            failed.why(),
            "Start that portal again, or sign in to " + setting + ": opta login --force");
  }

  private static CommandFailed absent() {
    return new CommandFailed(
        ExitCode.FAILED,
        "no_daemon",
        "The daemon went away again",
        "",
        "See why: opta daemon start");
  }
}
