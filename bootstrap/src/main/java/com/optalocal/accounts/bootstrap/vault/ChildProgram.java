package com.optalocal.accounts.bootstrap.vault;

import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A program that runs in our place: our streams, our signals, its exit code.
final class ChildProgram {
  private static final int NOT_FOUND = 127;
  private static final int NOT_RUNNABLE = 126;

  /// What a terminal sends to every process of the foreground group by itself.
  private static final Set<String> FROM_KEYBOARD = Set.of("INT");

  private static final List<String> FORWARDED = List.of("INT", "TERM", "HUP");

  private ChildProgram() {}

  /// Runs `command` without a shell, with `keys` added to its environment and to no other's.
  ///
  /// @param atTerminal whether the keyboard's signals reach the program without our help
  static int run(List<String> command, Map<String, String> keys, boolean atTerminal)
      throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    keys.forEach((name, value) -> put(builder.environment(), name, value));
    CompletableFuture<Process> started = new CompletableFuture<>();
    forwardSignals(started, atTerminal);
    try {
      Process child = builder.start();
      started.complete(child);
      return child.waitFor();
    } catch (IOException refused) {
      throw notStarted(command.getFirst(), builder.environment().getOrDefault("PATH", ""));
    }
  }

  private static void put(Map<String, String> environment, String name, String value) {
    try {
      environment.put(name, value);
    } catch (IllegalArgumentException zeroByte) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "not_text",
          "The key " + name + " cannot be an environment variable",
          "Its value is not text without zero bytes",
          "Leave it out: name the others with --only");
    }
  }

  /// From here on a signal no longer ends this process: the program decides what it means. That has
  /// to be so before it starts, or a signal in between leaves it behind, keys and all.
  private static void forwardSignals(CompletableFuture<Process> program, boolean atTerminal) {
    for (String name : FORWARDED) {
      boolean arrivesByItself = atTerminal && FROM_KEYBOARD.contains(name);
      Signals.handle(
          name,
          () -> {
            if (!arrivesByItself) {
              var _ = program.thenAccept(child -> send(child, name));
            }
          });
    }
  }

  private static void send(Process child, String signal) {
    if (signal.equals("TERM")) {
      child.destroy();
      return;
    }
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid()))
          .inheritIO()
          .start()
          .waitFor(1, TimeUnit.SECONDS);
    } catch (IOException none) {
      child.destroy();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private static CommandFailed notStarted(String program, String path) {
    boolean missing = !isSomewhere(program, path);
    return new CommandFailed(
        new ExitCode(missing ? NOT_FOUND : NOT_RUNNABLE, "failed"),
        missing ? "program_not_found" : "program_not_runnable",
        missing ? "There is no such program" : "The program cannot be started",
        missing ? "It is not in PATH" : "It may not be executed",
        "");
  }

  /// Looked up again, because the JDK tells the reason in words that change with its versions.
  private static boolean isSomewhere(String program, String path) {
    if (program.contains("/")) {
      return Files.exists(Path.of(program));
    }
    for (String folder : path.split(":", -1)) {
      Path candidate = Path.of(folder, program);
      if (Files.isRegularFile(candidate)) {
        return true;
      }
    }
    return false;
  }
}
