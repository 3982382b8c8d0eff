package com.optalocal.accounts.bootstrap.command;

/// One thing the program can do. Made only when it is the one invoked.
public interface Command {
  /// Options, positionals and help; parsing follows it and nothing else.
  Usage usage();

  /// Does it. What went wrong comes out as [CommandFailed].
  ExitCode run(Invocation call) throws InterruptedException;
}
