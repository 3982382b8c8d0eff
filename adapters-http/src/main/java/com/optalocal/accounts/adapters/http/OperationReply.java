package com.optalocal.accounts.adapters.http;

import java.util.Optional;

/// What an operation answers.
public sealed interface OperationReply permits OperationReply.Done, OperationProblem {
  /// Success: the members that stand beside `"ok": true`, and what runs once the answer is on its
  /// way.
  record Done(JsonValue.Fields fields, Optional<Runnable> then) implements OperationReply {}

  static OperationReply done(JsonValue.Fields fields) {
    return new Done(fields, Optional.empty());
  }
}
