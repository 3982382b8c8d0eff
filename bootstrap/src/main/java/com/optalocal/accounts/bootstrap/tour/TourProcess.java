package com.optalocal.accounts.bootstrap.tour;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One run of the program in one home, its output as it grows.
public final class TourProcess implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  private final Process process;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final Thread reading;

  TourProcess(Process process, String input) {
    this.process = process;
    this.reading = Thread.ofVirtual().start(this::read);
    try (OutputStream to = process.getOutputStream()) {
      to.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException notRead) {
      // it ended without asking
    }
  }

  /// Everything it printed so far.
  public String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  /// Waits until it printed something that fits; its first group is the answer.
  public String await(Pattern pattern, Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (true) {
      boolean ended = !process.isAlive();
      Matcher matcher = pattern.matcher(output());
      if (matcher.find()) {
        return Optional.ofNullable(matcher.group(1)).orElse("");
      }
      if (ended && !reading.isAlive()) {
        throw new TourFailed("It ended before it said what it should:\n" + output());
      }
      TourFailed.unless(System.nanoTime() < until, "It did not say what it should:\n" + output());
      Thread.sleep(LOOK_EVERY);
    }
  }

  /// Waits for its end and returns the exit code.
  public int awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TourFailed("It did not end:\n" + output());
    }
    reading.join(patience);
    return process.exitValue();
  }

  /// Asks it to stop, as Ctrl-C does.
  public void stop() {
    process.destroy();
  }

  /// The process, for whoever wants to be less kind.
  public ProcessHandle handle() {
    return process.toHandle();
  }

  private void read() {
    try (InputStream from = process.getInputStream()) {
      from.transferTo(output);
    } catch (IOException ended) {
      // nothing more will come
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
