package com.optalocal.accounts.bootstrap.command;

import com.optalocal.accounts.adapters.http.OperationProblem;

/// A command's refusal, ready to be shown: what went wrong, why, and what to do next, one line
/// each. Never holds a secret or what somebody typed.
public final class CommandFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exit;
  private final String code;
  private final String why;
  private final String next;

  /// @param code stable, for programs, as in `no_daemon`
  /// @param why may be empty
  /// @param next may be empty
  public CommandFailed(ExitCode exit, String code, String what, String why, String next) {
    super(what);
    this.exit = exit;
    this.code = code;
    this.why = why;
    this.next = next;
  }

  public static CommandFailed usage(String what, String why, String next) {
    return new CommandFailed(ExitCode.USAGE, "usage", what, why, next);
  }

  /// A value that somebody gave and that cannot be.
  ///
  /// @param given where it was given, as in `--port`; never the value
  public static CommandFailed unusable(String given, String why, String next) {
    String sentence = why.isEmpty() ? why : Character.toUpperCase(why.charAt(0)) + why.substring(1);
    return usage("What was given for " + given + " cannot be used", sentence, next);
  }

  /// What the daemon, or code that it shares with commands, says.
  public static CommandFailed of(OperationProblem problem) {
    return new CommandFailed(
        ExitCode.ofKind(problem.kind().code()),
        problem.code(),
        problem.title(),
        problem.detail(),
        problem.next());
  }

  /// The same refusal, and what had changed before it came.
  public CommandFailed after(String change) {
    return new CommandFailed(
        exit, code, what(), why.isEmpty() ? change : why + ". " + change, next);
  }

  public ExitCode exit() {
    return exit;
  }

  public String code() {
    return code;
  }

  public String what() {
    return String.valueOf(getMessage());
  }

  public String why() {
    return why;
  }

  public String next() {
    return next;
  }
}
