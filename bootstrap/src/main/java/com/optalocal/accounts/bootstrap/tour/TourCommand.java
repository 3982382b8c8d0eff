package com.optalocal.accounts.bootstrap.tour;

import com.optalocal.accounts.adapters.http.JsonValue;
import com.optalocal.accounts.bootstrap.command.Command;
import com.optalocal.accounts.bootstrap.command.CommandFailed;
import com.optalocal.accounts.bootstrap.command.ExitCode;
import com.optalocal.accounts.bootstrap.command.Invocation;
import com.optalocal.accounts.bootstrap.command.Usage;
import com.optalocal.accounts.bootstrap.daemon.OwnProgram;
import com.optalocal.accounts.bootstrap.home.Environment;
import com.optalocal.accounts.bootstrap.terminal.Terminal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `opta tour`: the whole story by itself, on two devices that exist for its sake only. Ends with 0
/// only if every step held.
public final class TourCommand implements Command {
  private static final Duration CLEAN_UP = Duration.ofSeconds(30);

  @Override
  public Usage usage() {
    return Usage.of("Show the whole story by itself, with two devices of its own")
        .about(
            "Starts the real programs in two temporary homes, prints each command with its",
            "output and its time, and cleans up. Touches nothing of yours; ends with 0 only",
            "if all held.")
        .flag("--no-keyring", "keep keys in plain files, even if a keyring could be had")
        .example("opta tour");
  }

  @Override
  public ExitCode run(Invocation call) throws InterruptedException {
    Instant began = Instant.now();
    Terminal terminal = call.terminal();
    cleanUpWhenStopped();
    List<String> program = program(call.environment());
    List<JsonValue> steps = new ArrayList<>();
    boolean keyring = !call.has("--no-keyring");
    try (TourHome first = TourHome.make(program, call.environment().variables(), keyring);
        TourHome second =
            TourHome.make(program, call.environment().variables(), keyring && first.hasKeyring());
        TourStory story = new TourStory(new TourGuide(terminal), first, second)) {
      if (!second.hasKeyring()) {
        terminal.warn("No private keyring here: the two devices keep their keys in plain files");
      }
      for (TourStory.Step step : story.steps()) {
        Instant started = Instant.now();
        terminal.blank();
        terminal.step(steps.size() + 1 + "  " + step.title());
        step.story().tell();
        Duration took = Duration.between(started, Instant.now());
        terminal.done("held, " + seconds(took));
        terminal.flush();
        steps.add(
            JsonValue.fields()
                .put("title", step.title())
                .put("held", true)
                .put("millis", took.toMillis())
                .build());
      }
    } catch (TourFailed failed) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "tour_failed",
          "Step " + (steps.size() + 1) + " of the tour did not hold",
          String.valueOf(failed.getMessage()).strip(),
          "");
    }
    Duration took = Duration.between(began, Instant.now());
    terminal.blank();
    terminal.done("All " + steps.size() + " steps held, in " + seconds(took));
    terminal.next("Your turn: ", "opta up");
    terminal.json(
        JsonValue.fields()
            .put("ok", true)
            .put("steps", new JsonValue.Array(steps))
            .put("millis", took.toMillis())
            .build());
    return ExitCode.OK;
  }

  /// Ctrl-C ends the tour where it is, and its programs and homes are cleared away before it goes.
  private static void cleanUpWhenStopped() {
    Thread tour = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  tour.interrupt();
                  try {
                    boolean gone = tour.join(CLEAN_UP);
                    assert gone;
                  } catch (InterruptedException hurried) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  /// The launcher, so that the tour runs what a person runs; without one, this very JVM.
  private static List<String> program(Environment environment) {
    return environment
        .variable("OPTA_LAUNCHER")
        .or(() -> environment.property("opta.launcher"))
        .map(List::of)
        .orElseGet(() -> OwnProgram.command(environment));
  }

  static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }
}
