package com.optalocal.accounts.adapters.sqlite;

import com.optalocal.accounts.application.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// The one write connection, its transaction, and the units of work in it. Used by the writer's
/// thread alone.
///
/// Each unit stands in a savepoint. A statement that fails spoils its unit for good, whatever the
/// unit catches, as Postgres does: SQLite may have undone more than the statement, and going on
/// could store half a change.
final class WriteTransaction implements AutoCloseable {
  private final Handle handle;
  private final Map<Object, Consumer<Handle>> atCommit = new LinkedHashMap<>();
  private @Nullable Steps steps;
  private @Nullable RuntimeException spoiled;

  WriteTransaction(Handle handle) {
    this.handle = handle;
  }

  /// Takes the write lock, waiting for other processes for a few seconds.
  void begin() {
    run(Steps::begin);
  }

  /// Does what waited for the end of the transaction, then makes everything durable.
  void commit() {
    spoiled = null;
    // an action may leave another one behind
    while (!atCommit.isEmpty()) {
      Object key = atCommit.keySet().iterator().next();
      Consumer<Handle> action = Objects.requireNonNull(atCommit.remove(key));
      boolean done =
          use(write -> {
            action.accept(write);
            return true;
          });
      assert done;
    }
    run(Steps::commit);
  }

  /// Has `action` run once just before the commit, however often it is asked for under `key`: what
  /// many units of one transaction need is then done for all of them at once. If it fails, so does
  /// the commit.
  void atCommit(Object key, Consumer<Handle> action) {
    atCommit.putIfAbsent(key, action);
  }

  /// Ends the transaction without a trace, if there is one.
  void rollback() {
    atCommit.clear();
    try {
      handle.execute("ROLLBACK");
    } catch (JdbiException alreadyRolledBack) {
      // SQLite ends a transaction by itself after some errors
    }
  }

  /// Runs a unit; what it throws comes out, and then nothing of it remains.
  ///
  /// @throws Lost if, beyond that, the transaction and with it the units before are gone
  <T> T unit(Supplier<T> change) {
    spoiled = null;
    return nested(change);
  }

  /// Runs a unit within a unit.
  <T> T nested(Supplier<T> change) {
    run(Steps::mark);
    try {
      T result = change.get();
      requireUnspoiled();
      run(Steps::release);
      return result;
    } catch (Throwable e) {
      undo(e);
      throw e;
    }
  }

  private void undo(Throwable reason) {
    try {
      handle.execute("ROLLBACK TO unit");
      handle.execute("RELEASE unit");
    } catch (JdbiException gone) {
      Lost lost = new Lost(reason);
      spoiled = spoiled == null ? lost : spoiled;
      throw lost;
    }
  }

  /// Runs statements of the current unit.
  <T> T use(Function<Handle, T> statements) {
    requireUnspoiled();
    try {
      return statements.apply(handle);
    } catch (JdbiException e) {
      throw spoil(Failures.translate(e));
    } catch (IllegalArgumentException e) {
      throw spoil(Failures.damagedRow(e));
    }
  }

  private RuntimeException spoil(RuntimeException failure) {
    spoiled = failure;
    return failure;
  }

  private void requireUnspoiled() {
    RuntimeException failure = spoiled;
    if (failure instanceof StoreUnavailable) {
      throw new StoreUnavailable(String.valueOf(failure.getMessage()), failure);
    }
    if (failure != null) {
      throw new IllegalStateException("a statement of this unit of work failed before", failure);
    }
  }

  /// Runs what every commit or unit needs, with statements that are compiled once: JDBI takes
  /// longer over them than SQLite.
  private void run(Function<Steps, PreparedStatement> step) {
    try {
      Steps known = steps;
      if (known == null) {
        known = Steps.on(handle.getConnection());
        steps = known;
      }
      boolean rows = step.apply(known).execute();
      assert !rows;
    } catch (SQLException e) {
      // the driver gives a statement up for good after some errors, as after a full disk
      Steps used = steps;
      steps = null;
      if (used != null) {
        used.close(e);
      }
      throw Failures.translate(new UnableToExecuteStatementException(e, null));
    }
  }

  private record Steps(
      PreparedStatement begin,
      PreparedStatement commit,
      PreparedStatement mark,
      PreparedStatement release) {
    static Steps on(Connection connection) throws SQLException {
      return new Steps(
          connection.prepareStatement("BEGIN IMMEDIATE"),
          connection.prepareStatement("COMMIT"),
          connection.prepareStatement("SAVEPOINT unit"),
          connection.prepareStatement("RELEASE unit"));
    }

    void close(SQLException reason) {
      for (PreparedStatement step : List.of(begin, commit, mark, release)) {
        try {
          step.close();
        } catch (SQLException gone) {
          reason.addSuppressed(gone);
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      handle.close();
    } catch (JdbiException alreadyBroken) {
      // whatever was committed is durable; there is nothing left to do with it
    }
  }

  /// The transaction is gone, and with it the units that stood in it before.
  static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost(Throwable reason) {
      super("SQLite gave the whole transaction up", reason);
    }

    /// What the callers of all these units get.
    StoreUnavailable unavailable() {
      return switch (getCause()) {
        case Lost inner -> inner.unavailable();
        case StoreUnavailable known -> known;
        case Throwable other -> new StoreUnavailable("the database gave a change up", other);
        case null -> new StoreUnavailable("the database gave a change up", this);
      };
    }
  }
}
