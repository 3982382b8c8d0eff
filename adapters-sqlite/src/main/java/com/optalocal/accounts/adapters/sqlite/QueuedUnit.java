package com.optalocal.accounts.adapters.sqlite;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// One unit of work on its way through the writer: queued, run, then answered once the commit it
/// was part of is durable or has failed.
final class QueuedUnit<T> {
  private final Supplier<T> change;
  private final CompletableFuture<Supplier<T>> answer = new CompletableFuture<>();
  private Supplier<T> outcome = throwing(new IllegalStateException("this unit was never run"));
  private boolean refused;

  QueuedUnit(Supplier<T> change) {
    this.change = change;
  }

  /// Runs the change in a savepoint of `transaction` and keeps its result or what it threw.
  ///
  /// @throws WriteTransaction.Lost if the transaction did not survive it
  void run(WriteTransaction transaction) {
    try {
      T result = transaction.unit(change);
      outcome = () -> result;
    } catch (WriteTransaction.Lost lost) {
      throw lost;
    } catch (RuntimeException | Error thrown) {
      outcome = throwing(thrown);
      refused = true;
    }
  }

  /// The commit failed. A unit that threw before keeps its own reason.
  void fail(Throwable reason) {
    if (!refused) {
      outcome = throwing(reason);
    }
  }

  void answer() {
    answer.complete(outcome);
  }

  /// Waits for the answer; interrupts do not shorten that.
  T await() {
    return answer.join().get();
  }

  private static <T> Supplier<T> throwing(Throwable reason) {
    return () -> {
      switch (reason) {
        case RuntimeException unchecked -> throw unchecked;
        case Error error -> throw error;
        default -> throw new IllegalStateException(reason);
      }
    };
  }
}
