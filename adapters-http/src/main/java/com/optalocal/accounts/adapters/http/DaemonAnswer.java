package com.optalocal.accounts.adapters.http;

/// What became of a call to the daemon.
public sealed interface DaemonAnswer {
  /// The whole answer, `"ok": true` included.
  record Done(JsonValue.Fields fields) implements DaemonAnswer {}

  record Failed(OperationProblem problem) implements DaemonAnswer {}

  /// No daemon has left its address. Start one.
  record NotRunning() implements DaemonAnswer {}

  /// A daemon left its address and nobody listens there. Start one: it replaces the address.
  record Stale() implements DaemonAnswer {}

  /// Whoever listens there takes no more requests: nothing happened. Start one once it has gone.
  record Stopping() implements DaemonAnswer {}

  /// Somebody listens at the address who is not the daemon. Nothing was sent to them. Start one.
  record Impostor() implements DaemonAnswer {}

  /// The address file could be somebody else's doing; `why` names the file and the fix.
  record Unsafe(String why) implements DaemonAnswer {}

  /// The daemon proved itself, and then did not finish its answer. What was asked for may have
  /// happened.
  record Silent() implements DaemonAnswer {}
}
