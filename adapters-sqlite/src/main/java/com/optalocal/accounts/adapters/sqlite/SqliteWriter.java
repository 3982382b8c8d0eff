package com.optalocal.accounts.adapters.sqlite;

import com.optalocal.accounts.application.StoreUnavailable;
import com.optalocal.accounts.application.UnitOfWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every change to one database, on one thread, with group commit: the units of work that came
/// while the last commit ran, and those that come while these run, are done one after the other,
/// made durable by one commit, and only then answered.
///
/// A unit that throws is undone alone. If the commit fails, all of its units get [StoreUnavailable]
/// and none has left anything. Callers may be virtual threads; an interrupt does not abandon a unit
/// half-way. Thread-safe.
final class SqliteWriter implements UnitOfWork, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteWriter.class);
  static final int MOST_IN_A_COMMIT = 128;
  private static final int MOST_WAITING = 1024;
  private static final int SECONDS_TO_WAIT = 10;

  private final BlockingQueue<QueuedUnit<?>> queue = new ArrayBlockingQueue<>(MOST_WAITING);
  private final WriteTransaction transaction;
  private final Thread thread;
  private final AtomicLong commits = new AtomicLong();
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile boolean ended;

  SqliteWriter(Handle handle, String name) {
    transaction = new WriteTransaction(handle);
    thread = Thread.ofPlatform().name("sqlite-writer-" + name).daemon().unstarted(this::run);
    thread.start();
  }

  @Override
  public <T> T atomically(Supplier<T> change) {
    if (isInUnit()) {
      return transaction.nested(change);
    }
    QueuedUnit<T> unit = new QueuedUnit<>(change);
    submit(unit);
    return unit.await();
  }

  /// True on the thread of a unit of work of this database, while it runs.
  boolean isInUnit() {
    return Thread.currentThread().equals(thread);
  }

  /// Runs statements in the current unit, else in one of their own.
  <T> T write(Function<Handle, T> statements) {
    return isInUnit() ? transaction.use(statements) : atomically(() -> transaction.use(statements));
  }

  /// Has `action` run once at the end of the transaction that the current unit stands in, for all
  /// units in it together; also if this unit is undone. If it fails, none of them is stored.
  void atCommit(Object key, Consumer<Handle> action) {
    if (!isInUnit()) {
      throw new IllegalStateException("there is no unit of work to end");
    }
    transaction.atCommit(key, action);
  }

  /// How many commits were made; for tests of the grouping.
  long commits() {
    return commits.get();
  }

  /// How many units wait for the one that runs.
  int waiting() {
    return queue.size();
  }

  private void submit(QueuedUnit<?> unit) {
    if (closing.get()) {
      throw closed();
    }
    if (!offerUninterruptibly(unit)) {
      throw new StoreUnavailable(
          "too many changes wait for the database", new IllegalStateException("queue is full"));
    }
    if (ended) {
      // the writer may have looked for the last time before this unit came
      refuseTheRest();
    }
  }

  private boolean offerUninterruptibly(QueuedUnit<?> unit) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return queue.offer(unit, SECONDS_TO_WAIT, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    List<QueuedUnit<?>> batch = new ArrayList<>(MOST_IN_A_COMMIT);
    try {
      while (!(closing.get() && queue.isEmpty())) {
        try {
          batch.add(queue.take());
          queue.drainTo(batch, MOST_IN_A_COMMIT - 1);
          commit(batch);
        } catch (InterruptedException notUsedHere) {
          // nobody stops this thread that way
        } finally {
          batch.clear();
        }
      }
    } finally {
      ended = true;
      refuseTheRest();
      transaction.close();
    }
  }

  /// Does every unit of `batch`, in as few commits as SQLite allows, and answers each.
  private void commit(List<QueuedUnit<?>> batch) {
    int next = 0;
    while (next < batch.size()) {
      int begun = next;
      try {
        transaction.begin();
        do {
          while (next < batch.size()) {
            batch.get(next++).run(transaction);
          }
        } while (joined(batch));
        transaction.commit();
        commits.incrementAndGet();
      } catch (WriteTransaction.Lost lost) {
        // those after it get a transaction of their own
        transaction.rollback();
        StoreUnavailable gone = lost.unavailable();
        batch.subList(begun, next).forEach(unit -> unit.fail(gone));
        LOG.warn("{} changes were given up: {}", next - begun, gone.getMessage());
      } catch (RuntimeException | Error failure) {
        transaction.rollback();
        LOG.warn("{} changes were not stored: {}", batch.size() - begun, failure.getMessage());
        batch.subList(begun, batch.size()).forEach(unit -> unit.fail(failure));
        next = batch.size();
      }
      batch.subList(begun, next).forEach(QueuedUnit::answer);
    }
  }

  /// True if others came while these ran, and now stand in `batch`: a commit is dearer than a unit.
  private boolean joined(List<QueuedUnit<?>> batch) {
    return queue.drainTo(batch, MOST_IN_A_COMMIT - batch.size()) > 0;
  }

  private void refuseTheRest() {
    for (QueuedUnit<?> unit = queue.poll(); unit != null; unit = queue.poll()) {
      unit.fail(closed());
      unit.answer();
    }
  }

  private static StoreUnavailable closed() {
    return new StoreUnavailable("the database is closed", new IllegalStateException("closed"));
  }

  /// Finishes what was accepted, refuses what comes later, and closes the connection.
  @Override
  public void close() {
    if (isInUnit()) {
      throw new IllegalStateException("a unit of work must not close its own database");
    }
    if (closing.compareAndSet(false, true)) {
      // wakes the writer if it waits; if there is no room, it does not
      var ignored = queue.offer(new QueuedUnit<>(() -> true));
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
