package com.optalocal.accounts.bootstrap;

import com.optalocal.accounts.bootstrap.command.Dispatch;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The program. One command line, three roles: portal, daemon, and everything a person types.
///
/// The launcher passes system properties, all of them optional: `opta.launcher` (its own path),
/// `opta.java.args` (the JVM's arguments for a server role, one a line) and `opta.tty` (which of
/// the standard streams are terminals, as in `012`, or `-`).
public final class Opta {
  private Opta() {}

  public static void main(String[] args) {
    // An orderly exit would log itself: the search for a logger opens every jar, 16 ms of a
    // command.
    // Everything is flushed, and the server roles have closed what they opened.
    Runtime.getRuntime().halt(run(args));
  }

  /// What [#main] does, up to the exit code.
  static int run(String... args) {
    Environment environment = Environment.ofProcess();
    Terminal.Streams streams =
        new Terminal.Streams(
            System.in, utf8(FileDescriptor.out, 8192), utf8(FileDescriptor.err, 1024));
    try {
      return new Dispatch(Commands.root(), Commands::groupPage, environment, streams)
          .runAndDeliver(args)
          .number();
    } catch (InterruptedException stopped) {
      return ExitCode.FAILED.number();
    } catch (RuntimeException | Error bug) {
      report(environment, streams, bug);
      return ExitCode.FAILED.number();
    }
  }

  private static void report(Environment environment, Terminal.Streams streams, Throwable bug) {
    try {
      CrashReport.write(environment, streams, bug);
    } catch (RuntimeException | Error incomplete) {
      streams.err().println("x Opta is not complete here: build or install it again");
      streams.err().flush();
    }
  }

  private static PrintStream utf8(FileDescriptor descriptor, int buffer) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), buffer),
        false,
        StandardCharsets.UTF_8);
  }
}
