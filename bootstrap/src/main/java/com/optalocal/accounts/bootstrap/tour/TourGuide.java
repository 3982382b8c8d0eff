package com.optalocal.accounts.bootstrap.tour;

import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;

/// Runs commands on the tour's devices and shows them: what was typed, what came, how long it took.
final class TourGuide {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final Terminal terminal;

  TourGuide(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Says what the visitor does in the browser.
  void say(String text) {
    terminal.line(text);
    terminal.flush();
  }

  /// Shows a command that runs on while the story continues.
  TourProcess begin(TourHome home, String input, String... arguments) {
    typed(arguments);
    return home.start(input, arguments);
  }

  /// Runs a command to its end, shows it, and returns what it printed.
  ///
  /// @throws TourFailed if it does not end with `exit`
  String run(int exit, TourHome home, String input, String... arguments)
      throws InterruptedException {
    Instant started = Instant.now();
    typed(arguments);
    try (TourProcess process = home.start(input, arguments)) {
      return end(process, exit, started);
    }
  }

  /// Waits for the end of a command that was begun, and shows what it printed.
  String end(TourProcess process, int exit, Instant started) throws InterruptedException {
    int ended = process.awaitEnd(PATIENCE);
    Duration took = Duration.between(started, Instant.now());
    show(process.output());
    terminal.line("  (" + TourCommand.seconds(took) + ")");
    TourFailed.unless(ended == exit, "The command ended with " + ended + " and not with " + exit);
    return process.output();
  }

  /// Shows output so far.
  void show(String output) {
    output.lines().filter(line -> !line.isBlank()).forEach(line -> terminal.line("  " + line));
    terminal.flush();
  }

  private void typed(String... arguments) {
    StringBuilder line = new StringBuilder("$ opta");
    for (String argument : arguments) {
      boolean plain = argument.matches("[A-Za-z0-9_./:@=-]+");
      line.append(' ').append(plain ? argument : "'" + argument + "'");
    }
    terminal.line(terminal.copyable(line.toString()));
    terminal.flush();
  }
}
