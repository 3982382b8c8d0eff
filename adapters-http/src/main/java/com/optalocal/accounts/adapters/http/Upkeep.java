package com.optalocal.accounts.adapters.http;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs a small task again and again on a thread of its own until it is closed. A task that fails
/// runs again at its next turn.
public final class Upkeep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

  private final Thread thread;

  private Upkeep(Thread thread) {
    this.thread = thread;
  }

  /// Runs `task` each time `interval` has passed, first since now, then since it ended.
  public static Upkeep start(String name, Duration interval, Runnable task) {
    return new Upkeep(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                while (true) {
                  Thread.sleep(interval);
                  runOnce(name, task);
                }
              } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private static void runOnce(String name, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException failed) {
      // no message: it may hold what it should not
      LOG.warn("{} failed: {}", name, failed.getClass().getName());
    }
  }

  /// Interrupts a run under way and waits for its end.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
