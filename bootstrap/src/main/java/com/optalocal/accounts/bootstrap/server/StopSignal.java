package com.optalocal.accounts.bootstrap.server;

import java.util.concurrent.CountDownLatch;

/// How a server role learns that it shall stop: Ctrl-C, SIGTERM, or a word from inside. The process
/// then lives until the role has closed everything and closed this, and ends with 0: being told to
/// stop is no failure.
public final class StopSignal implements AutoCloseable {
  private final CountDownLatch told = new CountDownLatch(1);
  private final CountDownLatch finished = new CountDownLatch(1);

  private StopSignal() {}

  /// Listens to signals from now on.
  public static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(signal::stopAndEnd));
    return signal;
  }

  /// The word from inside.
  public void tell() {
    told.countDown();
  }

  /// Returns when somebody has said so.
  public void await() throws InterruptedException {
    told.await();
  }

  /// Everything is closed: the process may end.
  @Override
  public void close() {
    finished.countDown();
  }

  private void stopAndEnd() {
    if (finished.getCount() == 0) {
      return; // an ordinary end, with its own exit code
    }
    told.countDown();
    try {
      finished.await();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }
}
