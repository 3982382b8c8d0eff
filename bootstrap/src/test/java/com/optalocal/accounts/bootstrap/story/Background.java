package com.optalocal.accounts.bootstrap.story;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command that runs beside the test, read line by line. Closing it ends it gently.
final class Background implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private final Process process;
  private final StringBuilder said = new StringBuilder();
  private final Thread reader;

  Background(Process process) {
    this.process = process;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        synchronized (said) {
          said.append(line).append('\n');
          said.notifyAll();
        }
      }
    } catch (IOException ended) {
      // the process was killed
    } finally {
      synchronized (said) {
        said.notifyAll();
      }
    }
  }

  /// Waits until what was said holds `pattern`, and returns its first group.
  String await(String pattern) {
    Pattern wanted = Pattern.compile(pattern);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    synchronized (said) {
      while (true) {
        Matcher matcher = wanted.matcher(said);
        if (matcher.find()) {
          return matcher.group(1);
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0 || (!process.isAlive() && !reader.isAlive())) {
          throw new AssertionError("it never said " + pattern + " but: " + said);
        }
        try {
          said.wait(Math.min(left, 200));
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  String said() {
    synchronized (said) {
      return said.toString();
    }
  }

  int exit() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("it does not end: " + said);
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void send(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// SIGTERM, without waiting for the end. `Process.destroy` would close what it still says.
  void terminate() {
    process.toHandle().destroy();
  }

  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    exit();
  }

  @Override
  public void close() {
    process.toHandle().destroy();
    exit();
  }
}
