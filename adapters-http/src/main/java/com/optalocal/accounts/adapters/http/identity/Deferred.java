package com.optalocal.accounts.adapters.http.identity;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does things after the answer, a few at once and a bounded number waiting. What there is no room
/// for is dropped and logged; what fails is logged.
public final class Deferred implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deferred.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final String name;
  private final ThreadPoolExecutor threads;

  /// @param atOnce how many things run in parallel
  /// @param waiting how many may wait
  public Deferred(String name, int atOnce, int waiting) {
    this.name = name;
    threads =
        new ThreadPoolExecutor(
            atOnce,
            atOnce,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Thread.ofVirtual().name(name).factory(),
            (dropped, full) -> LOG.warn("{}: too much is waiting, something was dropped", name));
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable action) {
    threads.execute(() -> {
      try {
        action.run();
      } catch (RuntimeException failed) {
        // no message: it may hold an address
        LOG.warn("{} failed: {}", name, failed.getClass().getName());
      }
    });
  }

  /// Waits up to five seconds for what is under way.
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("{}: {} left undone", name, threads.shutdownNow().size());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
