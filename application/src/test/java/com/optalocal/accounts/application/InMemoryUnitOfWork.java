package com.optalocal.accounts.application;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Units of work over [InMemoryTable]s. Every access, reads included, waits for the unit that runs,
/// so nobody sees a change that may still be undone.
public final class InMemoryUnitOfWork implements UnitOfWork {
  private final ReentrantLock exclusive = new ReentrantLock();
  private final List<InMemoryTable<?, ?>> tables = new ArrayList<>();
  private final Deque<List<Runnable>> undo = new ArrayDeque<>();
  private volatile boolean brokenDown;

  @Override
  public <T> T atomically(Supplier<T> change) {
    exclusive.lock();
    try {
      requireWritable();
      undo.push(tables.stream().map(InMemoryTable::snapshot).toList());
      boolean done = false;
      try {
        T result = change.get();
        requireWritable();
        done = true;
        return result;
      } finally {
        List<Runnable> before = undo.pop();
        if (!done) {
          before.forEach(Runnable::run);
        }
      }
    } finally {
      exclusive.unlock();
    }
  }

  /// A new table whose changes this unit of work undoes when a unit fails.
  public <K, V> InMemoryTable<K, V> table() {
    return locked(() -> {
      InMemoryTable<K, V> table = new InMemoryTable<>(this);
      tables.add(table);
      return table;
    });
  }

  /// From now on nothing can be written, as on a full disk; reads go on.
  public void breakDown() {
    brokenDown = true;
  }

  public void repair() {
    brokenDown = false;
  }

  <T> T locked(Supplier<T> access) {
    exclusive.lock();
    try {
      return access.get();
    } finally {
      exclusive.unlock();
    }
  }

  private void requireWritable() {
    if (brokenDown) {
      throw new StoreUnavailable("the store in memory is broken", new IllegalStateException());
    }
  }
}
