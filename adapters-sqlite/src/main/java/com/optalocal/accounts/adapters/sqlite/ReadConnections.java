package com.optalocal.accounts.adapters.sqlite;

import com.optalocal.accounts.application.StoreUnavailable;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/// A few connections that only read, opened when they are first needed. Each call sees one
/// consistent state of the database: the newest that is durable when it begins.
final class ReadConnections implements AutoCloseable {
  private static final int MOST = 4;
  private static final int SECONDS_TO_WAIT = 10;

  private final SqliteFile file;
  private final Semaphore turns = new Semaphore(MOST, true);
  private final Deque<Handle> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  ReadConnections(SqliteFile file) {
    this.file = file;
  }

  <T> T read(Function<Handle, T> query) {
    waitForTurn();
    try {
      Handle handle = take();
      boolean healthy = false;
      try {
        handle.execute("BEGIN");
        T answer = query.apply(handle);
        handle.execute("COMMIT");
        healthy = true;
        return answer;
      } catch (JdbiException e) {
        throw Failures.translate(e);
      } catch (IllegalArgumentException e) {
        throw Failures.damagedRow(e);
      } finally {
        putBack(handle, healthy);
      }
    } finally {
      turns.release();
    }
  }

  private void waitForTurn() {
    try {
      if (!turns.tryAcquire(SECONDS_TO_WAIT, TimeUnit.SECONDS)) {
        throw new StoreUnavailable(
            "too many others read the database", new IllegalStateException("no free connection"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting for the database", e);
    }
  }

  private Handle take() {
    if (closed) {
      throw new StoreUnavailable("the database is closed", new IllegalStateException("closed"));
    }
    Handle ready = idle.poll();
    return ready == null ? file.openForReading() : ready;
  }

  /// A connection on which something went wrong may still be in a transaction: it is not reused.
  private void putBack(Handle handle, boolean healthy) {
    if (healthy && !closed) {
      idle.push(handle);
      if (closed) {
        closeIdle();
      }
    } else {
      handle.close();
    }
  }

  private void closeIdle() {
    for (Handle handle = idle.poll(); handle != null; handle = idle.poll()) {
      handle.close();
    }
  }

  /// Waits for the reads under way; later ones are refused.
  @Override
  public void close() {
    closed = true;
    turns.acquireUninterruptibly(MOST);
    closeIdle();
    turns.release(MOST);
  }
}
